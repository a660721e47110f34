import type { Transaction } from '../../database/database.js';
import { selectList, toRecordset } from '../naming.js';
import { upsert } from '../upsert.js';
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
  'escalationPolicy',
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

/** Inserts new alerts and updates known ones. Fails, by a unique index, if an alert of the same fingerprint is open already. */
export function saveAlerts(tx: Transaction, alerts: readonly Alert[]): Promise<void> {
  return upsert(tx, 'alert_instances', PROPERTIES, alerts);
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
