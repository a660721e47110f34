import { Link } from '@tanstack/react-router';
import { StateBadge, Tag } from '../../state/state-badge.js';
import { Ago } from '../../time/moment.js';
import type { Alert } from '../alert.js';
import styles from './alert-badges.module.css';
import { MUTE_WORDS } from './mute-words.js';

/** Where an alert stands, in a word with its sign. */
export function AlertStatus({ alert }: { alert: Pick<Alert, 'status' | 'severity'> }) {
  if (alert.status === 'resolved') return <StateBadge tone="good">resolved</StateBadge>;
  if (alert.status === 'pending') return <StateBadge tone="pending">pending {alert.severity}</StateBadge>;
  return <StateBadge tone={alert.severity}>{alert.severity}</StateBadge>;
}

/** What else is to be known of an open alert: muted, acknowledged, flapping, without data, not told. */
export function AlertBadges({ alert, mute }: { alert: Alert; mute: Alert['suppressed_by'] | undefined }) {
  const { acknowledged_by, acknowledged_at, is_flapping, missing_since, status, notified_at, resolved_at } = alert;
  if (resolved_at !== null) return null;
  return (
    <span className={styles.badges}>
      {mute != null && (
        <Link to="/alerts/silences" className={styles.mute} title={mute.reason}>
          <Tag>
            {MUTE_WORDS[mute.kind] ?? mute.kind}: {mute.reason}
          </Tag>
        </Link>
      )}
      {acknowledged_at !== null && (
        <StateBadge tone="good">
          acknowledged by {acknowledged_by ?? 'somebody'}, <Ago at={acknowledged_at} />
        </StateBadge>
      )}
      {is_flapping && <Tag title="It fires so often that it ends only after a longer calm.">flapping</Tag>}
      {missing_since !== null && (
        <StateBadge tone="unknown">
          no data since <Ago at={missing_since} />
        </StateBadge>
      )}
      {status === 'firing' && notified_at === null && mute == null && (
        <Tag title="Its rule told of this group a short time ago: nobody is told again until the cooldown is over.">
          nobody told yet
        </Tag>
      )}
    </span>
  );
}
