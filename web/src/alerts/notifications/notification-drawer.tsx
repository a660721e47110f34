import { Drawer } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useGet } from '../../api/use-get.js';
import { AnswerView } from '../../panel/answer-view.js';
import { Facts } from '../../panel/facts.js';
import { Snippet } from '../../snippet/snippet.js';
import { StateBadge } from '../../state/state-badge.js';
import { Moment } from '../../time/moment.js';
import { attemptLine } from '../timeline/tell-alert.js';
import { Attempts } from '../timeline/timeline.js';
import styles from './notification-drawer.module.css';
import { STATUS_TONES } from './notification-words.js';

interface NotificationDrawerProps {
  notificationId: string;
  onChoose: (notificationId: string) => void;
  onClose: () => void;
}

/** One notification: every attempt with what came back, and what was told. */
export function NotificationDrawer({ notificationId, onChoose, onClose }: NotificationDrawerProps) {
  const answer = useGet('/notifications/{notification_id}', {
    path: { notification_id: notificationId },
    topics: ['alerts'],
  });
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title="Notification">
      <AnswerView answer={answer}>
        {({
          status,
          channel,
          event,
          created_at,
          finished_at,
          next_attempt_at,
          grouped_into,
          attempts,
          alert_id,
          message,
        }) => (
          <div className={styles.parts}>
            <Facts
              items={[
                [
                  'Status',
                  <StateBadge key="b" tone={STATUS_TONES[status] ?? 'unknown'}>
                    {status}
                  </StateBadge>,
                ],
                ['Channel', <ChannelLink key="c" name={channel} />],
                ['Event', event],
                [
                  'Alert',
                  <Link key="a" to="/alerts/$alertId" params={{ alertId: alert_id }}>
                    {nameIn(message) ?? 'The alert'}
                  </Link>,
                ],
                ['Written', <Moment key="w" at={created_at} />],
                ['Done', finished_at && <Moment at={finished_at} />],
                ['Next attempt', next_attempt_at && <Moment at={next_attempt_at} />],
                [
                  'Told with',
                  grouped_into && (
                    <button type="button" className={styles.link} onClick={() => onChoose(grouped_into)}>
                      the notification about its group
                    </button>
                  ),
                ],
              ]}
            />
            <h3>Attempts</h3>
            {attempts.length === 0 ? <p>None yet.</p> : <Attempts attempts={attempts.map(attemptLine)} />}
            <Snippet label="What is told" code={JSON.stringify(message, null, 2)} />
          </div>
        )}
      </AnswerView>
    </Drawer>
  );
}

function ChannelLink({ name }: { name: string }) {
  return (
    <Link to={'/alerts/channels/$name' as never} params={{ name } as never}>
      {name}
    </Link>
  );
}

/** The name of the alert in what is told, whatever that holds. */
function nameIn(message: object): string | undefined {
  const { alert } = message as { alert?: { name?: unknown } };
  return typeof alert?.name === 'string' ? alert.name : undefined;
}
