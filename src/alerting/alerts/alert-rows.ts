import type { Transaction } from '../../database/database.js';
import type { GroupPast } from '../evaluation/evaluate-rule.js';
import { columnList, selectList, toRecordset } from '../naming.js';
import type { Alert } from './alert.entity.js';
import type { AlertEvent } from './alert-event.entity.js';

const PROPERTIES = [
  'alertId',
  'ruleId',
  'fingerprint',
  'name',
  'description',
  'severity',
  'status',
  'source',
  'metricName',
  'condition',
  'threshold',
  'value',
  'tags',
  'labels',
  'annotations',
  'runbookUrl',
  'notificationChannels',
  'startedAt',
  'firedAt',
  'resolvedAt',
  'resolvedBy',
  'resolutionReason',
  'comment',
  'heldMs',
  'clearMs',
  'isFlapping',
  'evaluatedAt',
  'missingSince',
  'notifiedAt',
  'suppressedBy',
  'acknowledgedAt',
  'acknowledgedBy',
] as const satisfies readonly (keyof Alert)[];

/** The select list of an alert. */
export const ALERT_COLUMNS = selectList<Alert>(PROPERTIES);

/** A line of history before it has a number. */
export type NewAlertEvent = Omit<AlertEvent, 'eventId'>;

/** The pending and firing alerts of rules, locked until the transaction ends so that nobody else changes them meanwhile. */
export function lockOpenAlerts(tx: Transaction, ruleIds: readonly string[]): Promise<Alert[]> {
  return tx.query<Alert>(
    `select ${ALERT_COLUMNS} from alert_instances where rule_id = any ($1::uuid[]) and status <> 'resolved' for update`,
    [ruleIds],
  );
}

/** One alert, locked until the transaction ends; undefined when there is none of this id. */
export async function lockAlert(tx: Transaction, alertId: string): Promise<Alert | undefined> {
  const [alert] = await tx.query<Alert>(`select ${ALERT_COLUMNS} from alert_instances where alert_id = $1 for update`, [
    alertId,
  ]);
  return alert;
}

/**
 * The last alerts of each group of some rules, by fingerprint.
 *
 * @param rules `notifiedSince` and `firedSince` (epoch ms) say how far back
 */
export async function groupPasts(
  tx: Transaction,
  rules: readonly { ruleId: string; notifiedSince: number }[],
  firedSince: number,
): Promise<Map<string, GroupPast>> {
  // Who was told was told after it fired: of the two times the later one is in the index.
  const rows = await tx.query<{ fingerprint: string; at: Date | null; firings: number }>(
    `select fingerprint, max(notified_at) filter (where notified_at > since) as at, count(*) filter (where fired_at > $3)::int as firings
     from unnest($1::uuid[], $2::timestamptz[]) as rules (rule_id, since) join alert_instances using (rule_id)
     where coalesce(notified_at, fired_at) > least(since, $3) group by fingerprint`,
    [
      rules.map(({ ruleId }) => ruleId),
      rules.map(({ notifiedSince }) => new Date(notifiedSince)),
      new Date(firedSince),
    ],
  );
  return new Map(
    rows.map(({ fingerprint, at, firings }) => [fingerprint, { lastNotifiedAt: at?.getTime() ?? null, firings }]),
  );
}

/** Inserts new alerts and updates known ones. Fails, by a unique index, if an alert of the same fingerprint is open already. */
export async function saveAlerts(tx: Transaction, alerts: readonly Alert[]): Promise<void> {
  if (alerts.length === 0) return;
  const columns = columnList<Alert>(PROPERTIES);
  const changes = columns.split(', ').map((column) => `${column} = excluded.${column}`);
  await tx.query(
    `insert into alert_instances (${columns}) select ${columns} from jsonb_populate_recordset(null::alert_instances, $1::jsonb)
     on conflict (alert_id) do update set ${changes.join(', ')}`,
    [toRecordset(alerts)],
  );
}

/** Adds lines to the alerts' histories, in the given order. */
export async function addEvents(tx: Transaction, events: readonly NewAlertEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.query(
    `insert into alert_events (alert_id, at, kind, value, actor, comment)
     select alert_id, at, kind, value, actor, comment from jsonb_populate_recordset(null::alert_events, $1::jsonb)`,
    [toRecordset(events)],
  );
}

/** Removes alerts that never fired, with their histories: nobody was told of them. */
export async function dropAlerts(tx: Transaction, alertIds: readonly string[]): Promise<void> {
  if (alertIds.length === 0) return;
  await tx.query('delete from alert_events where alert_id = any ($1::uuid[])', [alertIds]);
  await tx.query('delete from alert_instances where alert_id = any ($1::uuid[])', [alertIds]);
}
