import { Injectable } from '@nestjs/common';
import { Conditions } from '../../database/conditions.js';
import { Database } from '../../database/database.js';
import { decodeCursor, encodeCursor } from '../../http/page.js';
import { Problem } from '../../http/problem.js';
import type { AlertEscalation } from '../escalation/alert-escalation.entity.js';
import type { EscalationView } from '../escalation/escalation-policy.dto.js';
import { readEscalation } from '../escalation/escalation-rows.js';
import { selectList, toWire } from '../naming.js';
import { NotificationQuery } from '../notifications/notification.query.js';
import { SEVERITIES, type Severity } from '../rules/severity.js';
import type { AlertDetail, AlertFilter, AlertPage, AlertView } from './alert.dto.js';
import type { Alert } from './alert.entity.js';
import type { AlertEvent } from './alert-event.entity.js';
import { AlertPages } from './alert-pages.js';
import { ALERT_COLUMNS } from './alert-rows.js';

/** How many alerts are open. */
export interface OpenAlertCounts {
  firing: number;
  pending: number;
  /** Firing alerts alone. */
  bySeverity: Record<Severity, number>;
}

const EVENT_COLUMNS = selectList<AlertEvent>(['at', 'kind', 'value', 'actor', 'comment']);

/** Reads alerts. */
@Injectable()
export class AlertQuery {
  constructor(
    private readonly database: Database,
    private readonly pages: AlertPages,
    private readonly notifications: NotificationQuery,
  ) {}

  /** Newest first, at most a second old. @throws Problem 400 for a cursor of another list */
  list(filter: AlertFilter): Promise<AlertPage> {
    return this.pages.get(filter, () => this.read(filter));
  }

  private async read(filter: AlertFilter): Promise<AlertPage> {
    const { limit = 100 } = filter;
    const conditions = alertConditions(filter);
    const rows = await this.database.query<Alert>(
      `select ${ALERT_COLUMNS} from alert_instances ${conditions.where}
       order by started_at desc, alert_id::text desc limit ${conditions.parameter(limit + 1)}`,
      conditions.values,
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const next = rows.length > limit && last ? encodeCursor([last.startedAt.getTime(), last.alertId]) : null;
    return { items: items.map(viewOf), next_cursor: next };
  }

  /** One alert with its history and notifications. @throws Problem 404 when there is none of this id */
  async get(alertId: string): Promise<AlertDetail> {
    const [alert] = await this.database.query<Alert>(
      `select ${ALERT_COLUMNS} from alert_instances where alert_id = $1`,
      [alertId],
    );
    if (!alert) throw Problem.of(404, 'There is no alert of this id.');
    const [history, notifications, escalation] = await Promise.all([
      this.database.query<AlertEvent>(
        `select ${EVENT_COLUMNS} from alert_events where alert_id = $1 order by event_id`,
        [alertId],
      ),
      this.notifications.of(alertId),
      readEscalation(this.database, alertId),
    ]);
    return {
      ...viewOf(alert),
      escalation: escalation ? escalationView(escalation) : null,
      history: history.map(toWire),
      notifications,
    };
  }

  /** The open alerts an overview names: firing before pending, the most severe first, and of those the oldest. */
  async worst(limit: number): Promise<AlertView[]> {
    const rows = await this.database.query<Alert>(
      `select ${ALERT_COLUMNS} from alert_instances where status <> 'resolved'
       order by status = 'firing' desc, array_position($1::text[], severity) desc, started_at, alert_id limit $2`,
      [SEVERITIES, limit],
    );
    return rows.map(viewOf);
  }

  /** For an overview, cheap enough to ask every few seconds. */
  async countOpen(): Promise<OpenAlertCounts> {
    const rows = await this.database.query<{ status: string; severity: Severity; count: number }>(
      "select status, severity, count(*)::int as count from alert_instances where status <> 'resolved' group by status, severity",
    );
    const sum = (wanted: (row: { status: string; severity: Severity }) => boolean) =>
      rows.filter(wanted).reduce((total, { count }) => total + count, 0);
    const firing = (severity: Severity) => sum((row) => row.status === 'firing' && row.severity === severity);
    return {
      firing: sum((row) => row.status === 'firing'),
      pending: sum((row) => row.status === 'pending'),
      bySeverity: Object.fromEntries(SEVERITIES.map((severity) => [severity, firing(severity)])) as Record<
        Severity,
        number
      >,
    };
  }
}

function alertConditions({ status = ['pending', 'firing'], severity, acknowledged, cursor, ...filter }: AlertFilter) {
  const conditions = new Conditions()
    .add('status = any (?)', status)
    .addIfGiven('severity = any (?)', severity)
    .addIfGiven('rule_id = ?', filter.rule_id)
    .addIfGiven('name = ?', filter.name)
    .addIfGiven("tags ->> 'service' = ?", filter.service)
    .addTimeRange('started_at', filter.start_time, filter.end_time);
  // Said outright, so that the few open alerts are found by their own index among all that are over.
  if (!status.includes('resolved')) conditions.add("status <> 'resolved'");
  if (acknowledged) conditions.add(`acknowledged_at is ${acknowledged === 'true' ? 'not null' : 'null'}`);
  if (cursor) {
    const [at, id] = decodeCursor(cursor, 2);
    conditions.add('(started_at, alert_id::text) < (to_timestamp(?::float8 / 1000), ?::text)', at, id);
  }
  return conditions;
}

function escalationView({ policy, steps, step, round, dueAt }: AlertEscalation): EscalationView {
  const next_step = step < steps.length ? step + 1 : null;
  return { policy, next_step, round: round + 1, due_at: dueAt?.toISOString() ?? null };
}

/** An alert as the wire shows it, without what only the evaluation needs. */
export function viewOf({
  fingerprint: _fingerprint,
  heldMs: _heldMs,
  clearMs: _clearMs,
  evaluatedAt: _evaluatedAt,
  ...shown
}: Alert): AlertView {
  return toWire(shown);
}
