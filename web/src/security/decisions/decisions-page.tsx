import { SegmentedControl } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useGet } from '../../api/use-get.js';
import { Page } from '../../page/page.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { useMayChange } from '../../sign-in/session.js';
import { DataTable } from '../../table/data-table.js';
import { SecurityTabs } from '../security-tabs.js';
import { AllowListPanel } from './allow-list-panel.js';
import { DecideButton } from './decide-button.js';
import { decisionColumns } from './decision-columns.js';
import { EffectNote } from './effect-note.js';
import { ExceptionsPanel } from './exceptions-panel.js';

const route = getRouteApi('/security/decisions');
const STATUSES = [
  { value: 'open', label: 'Active' },
  { value: 'past', label: 'Past' },
];

/** Who is refused, who never is, and what inspection leaves alone. */
export function DecisionsPage() {
  const { status } = route.useSearch();
  const navigate = useNavigate({ from: '/security/decisions' });
  const mayChange = useMayChange();
  const open = useGet('/security/decisions', { topics: ['security'] });
  const past = useGet('/security/decisions', {
    query: { status: 'past' },
    topics: ['security'],
    enabled: status === 'past',
  });
  const columns = useMemo(() => decisionColumns(status === 'past', mayChange), [status, mayChange]);
  return (
    <Page title="Security" tabTitle="Decisions · Security" actions={<DecideButton>Block somebody</DecideButton>}>
      <SecurityTabs />
      <EffectNote decisions={open.data?.items} />
      <AnswerPanel
        title={status === 'past' ? 'Past decisions' : 'Active decisions'}
        answer={status === 'past' ? past : open}
        flush
        actions={
          <SegmentedControl
            size="xs"
            aria-label="Which decisions"
            data={STATUSES}
            value={status ?? 'open'}
            onChange={(next) =>
              void navigate({
                search: (old) => ({ ...old, status: next === 'past' ? 'past' : undefined }),
                replace: true,
              })
            }
          />
        }
        isEmpty={({ items }) => items.length === 0}
        empty={<Empty title={status === 'past' ? 'No decision is over yet' : 'Nothing is decided about anybody'} />}
      >
        {({ items }) => (
          <DataTable
            label={status === 'past' ? 'Past decisions' : 'Decisions'}
            columns={columns}
            rows={items}
            rowKey={({ decision_id }) => decision_id}
            rowHeight={56}
            maxHeight={460}
          />
        )}
      </AnswerPanel>
      <AllowListPanel decisions={open} />
      <ExceptionsPanel />
    </Page>
  );
}
