import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { StateBadge } from '../../state/state-badge.js';
import { type Column, DataTable } from '../../table/data-table.js';
import { Moment } from '../../time/moment.js';
import styles from './notification-table.module.css';
import { STATUS_TONES } from './notification-words.js';
import type { Summary } from './use-notifications.js';

interface NotificationTableProps {
  rows: readonly Summary[];
  chosen: string | undefined;
  onChoose: (notificationId: string) => void;
  footer?: ReactNode;
}

/** Notifications, one a row that opens its attempts. */
export function NotificationTable({ rows, chosen, onChoose, footer }: NotificationTableProps) {
  const columns = useMemo<readonly Column<Summary>[]>(
    () => [
      {
        key: 'at',
        title: 'Written',
        width: '80px',
        cell: ({ created_at }) => <Moment at={created_at} />,
        value: ({ created_at }) => Date.parse(created_at),
      },
      {
        key: 'status',
        title: 'Status',
        width: '108px',
        cell: ({ status }) => <StateBadge tone={STATUS_TONES[status] ?? 'unknown'}>{status}</StateBadge>,
        value: ({ status }) => status,
      },
      {
        key: 'channel',
        title: 'Channel',
        width: 'minmax(50px, 1fr)',
        cell: ({ notification_id, channel, alert_name }) => (
          <button
            type="button"
            className={styles.open}
            aria-label={`Attempts to tell ${channel} of ${alert_name}`}
            onClick={() => onChoose(notification_id)}
          >
            {channel}
          </button>
        ),
        value: ({ channel }) => channel,
      },
      {
        key: 'event',
        title: 'Event',
        width: '100px',
        isExtra: true,
        cell: ({ event }) => event,
        value: ({ event }) => event,
      },
      {
        key: 'alert',
        title: 'Alert',
        width: 'minmax(60px, 2fr)',
        cell: ({ alert_id, alert_name, alert_count }) => (
          <Link to="/alerts/$alertId" params={{ alertId: alert_id }} title={alert_name}>
            {alert_name}
            {alert_count > 1 && ` and ${alert_count - 1} more`}
          </Link>
        ),
        value: ({ alert_name }) => alert_name,
      },
      {
        key: 'attempts',
        title: 'Attempts',
        width: '76px',
        align: 'end',
        isExtra: true,
        cell: ({ attempt_count }) => attempt_count,
        value: ({ attempt_count }) => attempt_count,
      },
      {
        key: 'answer',
        title: 'Last answer',
        width: 'minmax(100px, 2fr)',
        isExtra: true,
        cell: ({ last_attempt }) => answerText(last_attempt),
      },
    ],
    [onChoose],
  );
  return (
    <DataTable
      label="Notifications"
      columns={columns}
      rows={rows}
      rowKey={({ notification_id }) => notification_id}
      isMarked={({ notification_id }) => notification_id === chosen}
      footer={footer}
    />
  );
}

function answerText(attempt: Summary['last_attempt']): string {
  if (attempt === null) return '';
  const parts = [
    attempt.status_code,
    attempt.error ?? attempt.response,
    attempt.duration_ms && `${attempt.duration_ms} ms`,
  ];
  return parts.filter(Boolean).join(', ');
}
