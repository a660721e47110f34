import { Button, SegmentedControl } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Icon } from '../../state/icon.js';
import { type Column, DataTable, rowLink } from '../../table/data-table.js';
import { Moment } from '../../time/moment.js';
import { AreaLink } from '../group/area-link.js';
import type { ErrorEvent, ErrorGroupDetail } from '../group/group.js';
import { shortMessage } from '../group/group-title.js';
import styles from './event-list.module.css';
import { says, tagTitle } from './narrow-events.js';
import { useEvents } from './use-events.js';

const route = getRouteApi('/errors/$groupId');

/** The events of a group that are kept, the newest first; one that is chosen is shown in full above. */
export function EventList({ group }: { group: ErrorGroupDetail }) {
  const { tag, value, span = 'all', event } = route.useSearch();
  const navigate = route.useNavigate();
  const events = useEvents(group.group_id, span);
  const rows = useMemo(() => {
    const all = events.data ?? [];
    return tag === undefined || value === undefined ? all : all.filter((one) => says(one, tag, value));
  }, [events.data, tag, value]);
  const change = (next: object) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false });
  return (
    <AnswerPanel title="Events" answer={events} flush>
      {(all) => (
        <>
          <div className={styles.span}>
            <SegmentedControl
              size="xs"
              aria-label="Which events"
              data={[
                { value: 'all', label: 'All that are kept' },
                { value: 'range', label: 'In the time range' },
              ]}
              value={span}
              onChange={(next) => change({ span: next === 'all' ? undefined : next })}
            />
          </div>
          {tag !== undefined && value !== undefined && (
            <p className={styles.narrowed}>
              {rows.length} of the newest {all.length} events with {tagTitle(tag)} <b>{value}</b>
              <Button
                variant="default"
                size="compact-xs"
                rightSection={<Icon name="close" size={12} />}
                onClick={() => change({ tag: undefined, value: undefined })}
              >
                All
              </Button>
            </p>
          )}
          {rows.length === 0 && <p className={styles.narrowed}>None{events.hasMore ? ' so far' : ''}.</p>}
          <DataTable
            label="Events"
            columns={COLUMNS}
            rows={rows}
            rowKey={({ error_id }) => error_id}
            maxHeight={420}
            isMarked={({ error_id }) => error_id === event}
            footer={
              events.hasMore ? (
                <Button variant="default" size="compact-sm" loading={events.isReadingMore} onClick={events.readMore}>
                  Show older events
                </Button>
              ) : undefined
            }
          />
        </>
      )}
    </AnswerPanel>
  );
}

const COLUMNS: readonly Column<ErrorEvent>[] = [
  {
    key: 'time',
    title: 'Time',
    width: '132px',
    cell: ({ error_id, timestamp }) => (
      <Link to="." search={(before) => ({ ...before, event: error_id })} className={rowLink} resetScroll={false}>
        <Moment at={timestamp} />
      </Link>
    ),
  },
  {
    key: 'message',
    title: 'Message',
    width: 'minmax(0, 2fr)',
    cell: ({ error_message }) => <span title={error_message}>{shortMessage(error_message)}</span>,
  },
  { key: 'release', title: 'Release', width: '110px', isExtra: true, cell: ({ release }) => release ?? '–' },
  {
    key: 'endpoint',
    title: 'Endpoint',
    width: 'minmax(0, 1fr)',
    isExtra: true,
    cell: ({ endpoint, http_method }) => [http_method, endpoint].filter((part) => part !== null).join(' ') || '–',
  },
  { key: 'user', title: 'User', width: '110px', isExtra: true, cell: ({ user_id }) => user_id ?? '–' },
  {
    key: 'trace',
    title: 'Trace',
    width: '84px',
    cell: ({ trace_id, span_id }) =>
      trace_id === null ? (
        '–'
      ) : (
        <AreaLink to="/traces/$traceId" params={{ traceId: trace_id }} search={{ span: span_id ?? undefined }}>
          {trace_id.slice(0, 8)}
        </AreaLink>
      ),
  },
];
