import type { Transaction } from '../../database/database.js';
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
  'runbookUrl',
  'notificationChannels',
  'startedAt',
  'firedAt',
  'resolvedAt',
  'resolvedBy',
  'resolutionReason',
  'comment',
  'heldMs',
  'evaluatedAt',
  'missingSince',
  'notifiedAt',
  'acknowledgedAt',
  'acknowledgedBy',
] as const satisfies readonly (keyof Alert)[];

/** The select list of an alert. */
export const ALERT_COLUMNS = selectList<Alert>(PROPERTIES);

/** A line of history before it has a number. */
export type NewAlertEvent = Omit<AlertEvent, 'eventId'>;

/** The pending and firing alerts of a rule, locked until the transaction ends so that nobody else changes them meanwhile. */
export function lockOpenAlerts(tx: Transaction, ruleId: string): Promise<Alert[]> {
  return tx.query<Alert>(
    `select ${ALERT_COLUMNS} from alert_instances where rule_id = $1 and status <> 'resolved' for update`,
    [ruleId],
  );
}

/** One alert, locked until the transaction ends; undefined when there is none of this id. */
export async function lockAlert(tx: Transaction, alertId: string): Promise<Alert | undefined> {
  const [alert] = await tx.query<Alert>(`select ${ALERT_COLUMNS} from alert_instances where alert_id = $1 for update`, [
    alertId,
  ]);
  return alert;
}

/** When each group of a rule was last told to be firing, by fingerprint, in epoch ms; only what is later than `since`. */
export async function lastNotifiedAt(tx: Transaction, ruleId: string, since: number): Promise<Map<string, number>> {
  const rows = await tx.query<{ fingerprint: string; at: Date }>(
    'select fingerprint, max(notified_at) as at from alert_instances where rule_id = $1 and notified_at > $2 group by fingerprint',
    [ruleId, new Date(since)],
  );
  return new Map(rows.map(({ fingerprint, at }) => [fingerprint, at.getTime()]));
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
