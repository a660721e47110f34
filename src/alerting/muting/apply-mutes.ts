import type { Transaction } from '../../database/database.js';
import type { Alert } from '../alerts/alert.entity.js';
import { ALERT_COLUMNS, type NewAlertEvent } from '../alerts/alert-rows.js';
import type { Announcement } from '../notifications/outbox.js';
import { meetsAll } from '../rules/meets-all.js';
import { patternMatches } from '../rules/pattern-matches.js';
import { findInhibition, findMute } from './find-mute.js';
import type { InhibitionRule } from './inhibition-rule.entity.js';
import { matchableTags } from './match-alert.js';
import type { Suppression } from './mute.js';
import { readMutes } from './read-mutes.js';

/** What is left to announce, and the lines that the rest adds to the histories. */
export interface Heard {
  announcements: Announcement[];
  events: NewAlertEvent[];
}

/**
 * Takes out the beginnings of alerts that are muted: their `notifiedAt` becomes null and `suppressedBy` says why, so call it before
 * the alerts are saved. Ends pass: they are only announced to those that were told of the beginning. Reads nothing when no alert
 * begins. `now` is epoch ms.
 */
export async function applyMutes(tx: Transaction, announcements: readonly Announcement[], now: number): Promise<Heard> {
  const begun = announcements.filter(({ event }) => event === 'firing').map(({ alert }) => alert);
  const reasons = await suppressions(tx, begun, now);
  const events: NewAlertEvent[] = [];
  for (const alert of begun) {
    const reason = reasons.get(alert) ?? null;
    if (reason && alert.suppressedBy?.id !== reason.id) events.push(suppressedEvent(alert, reason, now));
    alert.suppressedBy = reason;
    if (reason) alert.notifiedAt = null;
  }
  return {
    announcements: announcements.filter(({ alert, event }) => event !== 'firing' || !reasons.has(alert)),
    events,
  };
}

/** What mutes alerts that fire, each that is; reads nothing when there are none. */
export async function suppressions(
  tx: Transaction,
  alerts: readonly Alert[],
  now: number,
): Promise<Map<Alert, Suppression>> {
  if (alerts.length === 0) return new Map();
  const [mutes, inhibitions] = await readMutes(tx, now);
  if (mutes.length + inhibitions.length === 0) return new Map();
  const targets = await patternMatches(
    tx,
    [...mutes.flatMap(({ matchers }) => matchers), ...inhibitions.flatMap(({ targetMatchers }) => targetMatchers)],
    alerts.map(matchableTags),
  );
  const found = new Map<Alert, Suppression>();
  for (const alert of alerts) {
    const mute = findMute(mutes, alert, targets);
    if (mute) found.set(alert, mute);
  }
  const left = alerts.filter(
    (alert) =>
      !found.has(alert) &&
      inhibitions.some(({ targetMatchers }) => meetsAll(targetMatchers, matchableTags(alert), targets)),
  );
  for (const [alert, reason] of await inhibited(tx, inhibitions, left, alerts)) found.set(alert, reason);
  return found;
}

async function inhibited(
  tx: Transaction,
  rules: readonly InhibitionRule[],
  alerts: readonly Alert[],
  begun: readonly Alert[],
): Promise<Map<Alert, Suppression>> {
  const found = new Map<Alert, Suppression>();
  if (alerts.length === 0) return found;
  const stored = await tx.query<Alert>(`select ${ALERT_COLUMNS} from alert_instances where status = 'firing'`);
  const known = new Set(begun.map(({ alertId }) => alertId));
  const firing = [...stored.filter(({ alertId }) => !known.has(alertId)), ...begun];
  const matches = await patternMatches(
    tx,
    rules.flatMap(({ sourceMatchers, targetMatchers }) => [...sourceMatchers, ...targetMatchers]),
    firing.map(matchableTags),
  );
  for (const alert of alerts) {
    const reason = findInhibition(
      rules,
      alert,
      firing.filter((source) => source !== alert),
      matches,
    );
    if (reason) found.set(alert, reason);
  }
  return found;
}

function suppressedEvent(alert: Alert, { kind, reason }: Suppression, now: number): NewAlertEvent {
  const comment = `${kind}: ${reason}`;
  return { alertId: alert.alertId, at: new Date(now), kind: 'suppressed', value: alert.value, actor: null, comment };
}
