import { Button, Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useNow } from '../../app/use-now.js';
import { formatCount } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { StateBadge } from '../../state/state-badge.js';
import { type Column, DataTable, rowLink } from '../../table/data-table.js';
import { Ago } from '../../time/moment.js';
import type { ErrorGroup } from '../group/group.js';
import { stateOf } from '../group/group-state.js';
import { shortMessage, shortType, titleOf } from '../group/group-title.js';
import type { Pages } from '../group/use-pages.js';
import { GroupSparkline } from './group-sparkline.js';
import styles from './group-table.module.css';

interface GroupTableProps {
  groups: readonly ErrorGroup[];
  selected: ReadonlySet<string>;
  /** Left out where nothing may be changed. */
  onToggle?: (groupId: string) => void;
  more: Pick<Pages<ErrorGroup>, 'hasMore' | 'isReadingMore' | 'readMore'>;
}

/** Groups of errors, each with its state and how it went on lately. */
export function GroupTable({ groups, selected, onToggle, more }: GroupTableProps) {
  const columns = useMemo(() => columnsOf(selected, onToggle), [selected, onToggle]);
  return (
    <DataTable
      label="Groups of errors"
      columns={columns}
      rows={groups}
      rowKey={({ group_id }) => group_id}
      rowHeight={62}
      maxHeight={760}
      isMarked={({ group_id }) => selected.has(group_id)}
      footer={
        more.hasMore ? (
          <Button variant="default" size="compact-sm" loading={more.isReadingMore} onClick={more.readMore}>
            Show more
          </Button>
        ) : undefined
      }
    />
  );
}

function columnsOf(selected: ReadonlySet<string>, onToggle: GroupTableProps['onToggle']): Column<ErrorGroup>[] {
  const columns: Column<ErrorGroup>[] = [
    { key: 'error', title: 'Error', width: 'minmax(0, 1fr)', cell: (group) => <ErrorCell group={group} /> },
    {
      key: 'trend',
      title: 'Lately',
      width: '120px',
      isExtra: true,
      cell: ({ group_id }) => <GroupSparkline groupId={group_id} />,
    },
    {
      key: 'events',
      title: 'Events',
      width: '64px',
      align: 'end',
      cell: ({ event_count }) => <span className={styles.figure}>{spell(formatCount(event_count))}</span>,
    },
    {
      key: 'users',
      title: 'Users',
      width: '56px',
      align: 'end',
      isExtra: true,
      cell: ({ user_count }) => <span className={styles.figure}>{spell(formatCount(user_count))}</span>,
    },
    {
      key: 'seen',
      title: 'Seen',
      width: '132px',
      isExtra: true,
      cell: ({ last_seen_at, first_seen_at }) => (
        <span className={styles.lines}>
          <Ago at={last_seen_at} />
          <span className={styles.small}>
            first <Ago at={first_seen_at} />
          </span>
        </span>
      ),
    },
    {
      key: 'assignee',
      title: 'Assignee',
      width: '110px',
      isExtra: true,
      cell: ({ assignee }) => (assignee === null ? <span className={styles.small}>–</span> : assignee),
    },
  ];
  if (onToggle === undefined) return columns;
  return [
    {
      key: 'select',
      title: '',
      width: '22px',
      cell: (group) => (
        <div className={styles.select}>
          <Checkbox
            size="xs"
            aria-label={`Select ${titleOf(group)}`}
            checked={selected.has(group.group_id)}
            onChange={() => onToggle(group.group_id)}
          />
        </div>
      ),
    },
    ...columns,
  ];
}

function ErrorCell({ group }: { group: ErrorGroup }) {
  const state = stateOf(group, useNow(60_000));
  return (
    <div className={styles.lines}>
      <span className={styles.title} title={group.error_message}>
        <Link
          to="/errors/$groupId"
          params={{ groupId: group.group_id }}
          className={rowLink}
          data-group={group.group_id}
        >
          {shortType(group.error_type) || 'Error'}
        </Link>{' '}
        <span className={styles.message}>{shortMessage(group.error_message)}</span>
      </span>
      <span className={styles.about}>
        <StateBadge tone={state.tone}>{state.word}</StateBadge>
        {state.detail !== undefined && <span className={styles.detail}>{state.detail}</span>}
        <span className={styles.severity}>{group.severity}</span>
        <span className={styles.service}>{group.service}</span>
        {group.culprit !== null && <code className={styles.culprit}>{group.culprit}</code>}
        <span className={styles.narrow}>
          <Ago at={group.last_seen_at} />
        </span>
      </span>
    </div>
  );
}
