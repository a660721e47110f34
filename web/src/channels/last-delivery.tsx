import type { components } from '../api/schema.js';
import { useGet } from '../api/use-get.js';
import { StateBadge } from '../state/state-badge.js';
import type { Tone } from '../state/tone.js';
import { Ago } from '../time/moment.js';
import styles from './channels.module.css';

type NotificationSummary = components['schemas']['NotificationSummary'];

const TONES: Readonly<Record<string, Tone>> = {
  delivered: 'good',
  failed: 'critical',
  skipped: 'unknown',
  pending: 'pending',
  waiting: 'pending',
  grouped: 'good',
};

/** The newest notification of a channel and how it went. */
export function LastDelivery({ name }: { name: string }) {
  const { data } = useGet('/notifications', { query: { channel: name, limit: 1 }, topics: ['alerts'] });
  const last = data?.items[0];
  if (data === undefined) return <span aria-hidden="true">…</span>;
  if (last === undefined) return <span className={styles.cut}>nothing yet</span>;
  return <DeliveryState notification={last} />;
}

/** How one notification went, when, and why it failed. */
export function DeliveryState({ notification }: { notification: NotificationSummary }) {
  const { status, created_at, last_attempt } = notification;
  const error = last_attempt?.error ?? undefined;
  return (
    <span title={error}>
      <StateBadge tone={TONES[status] ?? 'unknown'}>{status}</StateBadge> <Ago at={created_at} />
    </span>
  );
}
