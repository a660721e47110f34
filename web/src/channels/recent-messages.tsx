import { Link } from '@tanstack/react-router';
import { useGet } from '../api/use-get.js';
import { AnswerPanel } from '../panel/answer-panel.js';
import { Empty } from '../panel/answer-view.js';
import styles from './channels.module.css';
import { DeliveryState } from './last-delivery.js';

const RECENT = 8;

/** The newest notifications of a channel and how each went, with the fault of those that failed. */
export function RecentMessages({ name }: { name: string }) {
  const notifications = useGet('/notifications', { query: { channel: name, limit: RECENT }, topics: ['alerts'] });
  return (
    <AnswerPanel
      title="Last messages"
      answer={notifications}
      isEmpty={({ items }) => items.length === 0}
      empty={<Empty title="Nothing was sent yet">Tests are not listed; they are on the audit trail.</Empty>}
      actions={
        <Link to={'/alerts/notifications' as '/alerts'} search={{ channel: name } as never}>
          All
        </Link>
      }
    >
      {({ items }) => (
        <ul className={styles.list}>
          {items.map((notification) => (
            <li key={notification.notification_id}>
              <DeliveryState notification={notification} />
              <Link to={`/alerts/${notification.alert_id}` as '/alerts'}>{notification.alert_name}</Link>
              {notification.event}
              {notification.last_attempt?.error != null && (
                <span className={styles.small}>{notification.last_attempt.error}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </AnswerPanel>
  );
}
