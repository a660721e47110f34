import type { Transaction } from '../../database/database.js';
import { selectList, toRecordset } from '../naming.js';
import type { AlertEscalation } from './alert-escalation.entity.js';
import { dueAgainAt } from './next-step.js';

const COLUMNS = selectList<AlertEscalation>([
  'alertId',
  'policy',
  'steps',
  'repeat',
  'repeatWaitMinutes',
  'step',
  'round',
  'dueAt',
  'isHeld',
]);

/**
 * Begins the escalation of alerts that have just been told, each by the policy it names, as it is now. One that was acknowledged before it
 * was told waits until that is taken back. @param now epoch ms
 */
export async function beginEscalations(
  tx: Transaction,
  alerts: readonly { alertId: string; escalationPolicy: string | null; acknowledgedAt: Date | null }[],
  now: number,
): Promise<void> {
  const begun = alerts.filter(({ escalationPolicy }) => escalationPolicy !== null);
  if (begun.length === 0) return;
  await tx.query(
    `insert into alert_escalations (alert_id, policy, steps, repeat, repeat_wait_minutes, step, round, due_at, is_held)
     select alert_id, name, steps, repeat, repeat_wait_minutes, 0, 0,
       case when not acknowledged then $3::timestamptz + (steps -> 0 ->> 'wait_minutes')::float8 * interval '1 minute' end, false
     from unnest($1::uuid[], $2::text[], $4::boolean[]) as begun (alert_id, policy, acknowledged)
       join escalation_policies on name = policy
     on conflict (alert_id) do nothing`,
    [
      begun.map(({ alertId }) => alertId),
      begun.map(({ escalationPolicy }) => escalationPolicy),
      new Date(now),
      begun.map(({ acknowledgedAt }) => acknowledgedAt !== null),
    ],
  );
}

/** Ends the escalation of alerts that are over. */
export async function endEscalations(
  tx: Transaction,
  alerts: readonly { alertId: string; escalationPolicy: string | null }[],
): Promise<void> {
  const over = alerts.filter(({ escalationPolicy }) => escalationPolicy !== null);
  if (over.length === 0) return;
  await tx.query('delete from alert_escalations where alert_id = any ($1::uuid[])', [
    over.map(({ alertId }) => alertId),
  ]);
}

/** Stops the escalation of an alert that somebody has taken charge of. */
export async function pauseEscalation(tx: Transaction, alertId: string): Promise<void> {
  await tx.query('update alert_escalations set due_at = null where alert_id = $1', [alertId]);
}

/** Goes on with the step it was at, and waits for it anew. @param now epoch ms */
export async function resumeEscalation(tx: Transaction, alertId: string, now: number): Promise<void> {
  const [escalation] = await lockEscalations(tx, [alertId]);
  if (!escalation) return;
  const dueAt = dueAgainAt(escalation, now);
  await tx.query('update alert_escalations set due_at = $2 where alert_id = $1', [alertId, dueAt && new Date(dueAt)]);
}

/** The escalations of alerts, held until the transaction ends. */
export function lockEscalations(tx: Transaction, alertIds: readonly string[]): Promise<AlertEscalation[]> {
  return tx.query<AlertEscalation>(
    `select ${COLUMNS} from alert_escalations where alert_id = any ($1::uuid[]) order by alert_id for update`,
    [alertIds],
  );
}

/** The escalation of an alert; undefined when it has none. */
export async function readEscalation(tx: Transaction, alertId: string): Promise<AlertEscalation | undefined> {
  const [escalation] = await tx.query<AlertEscalation>(`select ${COLUMNS} from alert_escalations where alert_id = $1`, [
    alertId,
  ]);
  return escalation;
}

/** Stores where escalations stand. */
export async function saveEscalations(tx: Transaction, escalations: readonly AlertEscalation[]): Promise<void> {
  await tx.query(
    `update alert_escalations e set step = s.step, round = s.round, due_at = s.due_at, is_held = s.is_held
     from jsonb_populate_recordset(null::alert_escalations, $1::jsonb) s where e.alert_id = s.alert_id`,
    [toRecordset(escalations)],
  );
}
