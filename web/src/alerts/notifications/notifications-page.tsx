import { Button, Select } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useGet } from '../../api/use-get.js';
import { FilterBar } from '../../filters/filter-bar.js';
import { Page } from '../../page/page.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { useMayChange } from '../../sign-in/session.js';
import { AlertsTabs } from '../alerts-tabs.js';
import type { NotificationSearch } from '../routes.js';
import { NotificationDrawer } from './notification-drawer.js';
import { NotificationTable } from './notification-table.js';
import { EVENTS, STATUSES } from './notification-words.js';
import { useNotifications } from './use-notifications.js';

const route = getRouteApi('/alerts/notifications');

/** The log of notifications: to whom, about what, and what came back. */
export function NotificationsPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const { answer, more, isLoadingMore } = useNotifications(search);
  // Only admins may read how channels are set up; others choose among those that were told.
  const mayChange = useMayChange();
  const channels = useGet('/channels', { topics: ['configuration'], enabled: mayChange }).data?.items ?? [];
  const told = (answer.data ?? []).map(({ channel }) => channel);
  const change = useCallback(
    (part: Partial<NotificationSearch>) =>
      void navigate({ to: '.', search: (before) => ({ ...before, ...part }), replace: true }),
    [navigate],
  );
  const choose = useCallback((notification: string) => change({ notification }), [change]);
  const isFiltered = search.channel !== undefined || search.status !== undefined || search.event !== undefined;
  const choice = (label: string, key: 'channel' | 'status' | 'event', data: readonly string[]) => (
    <Select
      label={label}
      placeholder="All"
      clearable
      data={[...new Set([...data, ...(search[key] === undefined ? [] : [search[key]])])]}
      value={search[key] ?? null}
      onChange={(value) => change({ [key]: value ?? undefined })}
    />
  );
  return (
    <Page title="Alerts" tabTitle="Notifications" hasRange>
      <AlertsTabs />
      <FilterBar>
        {choice('Channel', 'channel', [...channels.map(({ name }) => name), ...told])}
        {choice('Status', 'status', STATUSES)}
        {choice('Event', 'event', EVENTS)}
      </FilterBar>
      <AnswerPanel
        title="Notifications"
        answer={answer}
        flush
        isEmpty={(items) => items.length === 0}
        empty={
          <Empty title={isFiltered ? 'No notification fits these filters' : 'Nobody was told of anything in this time'}>
            When an alert fires or ends, the channels of its rule are told, and each attempt is kept here.
          </Empty>
        }
      >
        {(rows) => (
          <NotificationTable
            rows={rows}
            chosen={search.notification}
            onChoose={choose}
            footer={
              more !== undefined && (
                <Button variant="default" size="compact-sm" loading={isLoadingMore} onClick={more}>
                  Load older ones
                </Button>
              )
            }
          />
        )}
      </AnswerPanel>
      {search.notification !== undefined && (
        <NotificationDrawer
          notificationId={search.notification}
          onChoose={choose}
          onClose={() => change({ notification: undefined })}
        />
      )}
    </Page>
  );
}
