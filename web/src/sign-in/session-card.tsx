import { Button } from '@mantine/core';
import { session, useSession } from './session.js';
import styles from './session-card.module.css';

/** Who is signed in, with which role, and the way out. */
export function SessionCard() {
  const { subject, name, role } = useSession();
  return (
    <section className={styles.card} aria-label="Session">
      <div className={styles.who}>
        <span className={styles.subject} title={subject}>
          {name ?? subject ?? 'Signed in'}
        </span>
        {role !== undefined && <span className={styles.role}>{role}</span>}
      </div>
      <Button variant="default" size="compact-xs" onClick={() => void session.leave()}>
        Sign out
      </Button>
    </section>
  );
}
