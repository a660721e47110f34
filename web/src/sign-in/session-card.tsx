import { Button } from '@mantine/core';
import { useNow } from '../app/use-now.js';
import { formatDayAndTime } from '../format/clock.js';
import { formatSpan } from '../format/duration.js';
import { session, useSession } from './session.js';
import styles from './session-card.module.css';

const MINUTE = 60_000;

/** Who is signed in, with which role and for how long, and the way out. */
export function SessionCard() {
  const { claims } = useSession();
  const now = useNow(MINUTE);
  const expiresAt = claims?.expiresAt;
  return (
    <section className={styles.card} aria-label="Session">
      <div className={styles.who}>
        <span className={styles.subject}>{claims?.subject ?? 'Signed in'}</span>
        {claims?.role !== undefined && <span className={styles.role}>{claims.role}</span>}
      </div>
      {expiresAt !== undefined && (
        <p className={styles.expiry} title={formatDayAndTime(expiresAt)}>
          {expiresAt > now ? `Expires in ${formatSpan(expiresAt - now)}` : 'Expired'}
        </p>
      )}
      <Button variant="default" size="xs" fullWidth onClick={() => session.leave('You signed out.')}>
        Sign out
      </Button>
    </section>
  );
}
