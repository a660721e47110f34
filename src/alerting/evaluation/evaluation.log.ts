import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Database } from '../../database/database.js';
import { storableJson } from '../../database/storable-text.js';
import { decodeCursor, encodeCursor, notACursor } from '../../http/page.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';
import { worstOf } from '../rules/condition.js';
import type { Verdict } from './evaluate-rule.js';
import type { EvaluationPage } from './evaluation-log.dto.js';
import { notBeyond } from './explain-verdict.js';
import type { GroupValue } from './measure-rule.js';

/** A group that is not inactive, or is not any more, and why. */
export interface LoggedGroup {
  tags: Record<string, string>;
  value: number | null;
  status: Verdict['status'];
  reason: string;
}

/** What one evaluation of a rule found. In short names, for there are many. */
export interface LoggedEvaluation {
  threshold: number;
  /** How many groups it has. */
  count: number;
  /** Of all groups the value that is nearest to firing, or furthest beyond. */
  value: number | null;
  reason: string;
  groups: LoggedGroup[];
  error: string | null;
}

/** So many groups of one evaluation are written out. */
const MAX_GROUPS = 20;
const HOUR_MS = 3_600_000;
/** A turn is logged when it is over, so much later than a rule was evaluated at the most. */
const LONGEST_TURN_MS = 10 * 60_000;
const WEIGHT = ['inactive', 'resolved', 'pending', 'firing'];

/** What the evaluations of the last hours found, and why alerts fired or did not: one row a turn, so that a turn costs one write. */
@Injectable()
export class EvaluationLog {
  private readonly keptMs: number;

  constructor(
    private readonly database: Database,
    environment: Environment,
  ) {
    this.keptMs = environment.get('ALERT_EVALUATION_LOG_HOURS') * HOUR_MS;
  }

  /** Writes a turn and lets go of those that are too old. @param now epoch ms */
  async write(evaluations: ReadonlyMap<string, LoggedEvaluation>, now: number): Promise<void> {
    await this.database.query(
      `with old as (delete from alert_evaluations where at < $3)
       insert into alert_evaluations (at, results) select $1, $2 where $3::timestamptz < $1::timestamptz`,
      [new Date(now), storableJson(Object.fromEntries(evaluations)), new Date(now - this.keptMs)],
    );
  }

  /** The evaluations of a rule, newest first. @throws Problem 400 for a cursor that is not one of this list */
  async of(rule: AlertRule, limit: number, cursor: string | undefined): Promise<EvaluationPage> {
    const { ruleId, createdAt, lastEvaluatedAt } = rule;
    if (!lastEvaluatedAt) return { items: [], next_cursor: null };
    // Only the turns that can have it: each that has not is read in vain.
    const rows = await this.database.query<{ id: string; at: Date; result: LoggedEvaluation }>(
      `select evaluation_id as id, at, results -> $1 as result from alert_evaluations
       where at between $4 and $5 and results ? $1 and ($2::bigint is null or evaluation_id < $2)
       order by evaluation_id desc limit $3`,
      [
        ruleId,
        cursor === undefined ? null : idOf(cursor),
        limit + 1,
        createdAt,
        new Date(lastEvaluatedAt.getTime() + LONGEST_TURN_MS),
      ],
    );
    const items = rows.slice(0, limit).map(({ at, result }) => {
      const { count, groups, error, ...found } = result;
      return { at: at.toISOString(), status: statusOf(result), ...found, group_count: count, groups, error };
    });
    return { items, next_cursor: rows.length > limit ? encodeCursor([rows[limit - 1]!.id]) : null };
  }
}

/** What is kept of one evaluation. @param groups what was measured @param logged the groups that are not inactive, or are not any more */
export function loggedEvaluation(
  { condition, threshold }: Pick<AlertRule, 'condition' | 'threshold'>,
  groups: readonly GroupValue[],
  logged: readonly LoggedGroup[],
  error: string | null,
): LoggedEvaluation {
  const value =
    worstOf(
      condition,
      groups.flatMap(({ value: one }) => one ?? []),
    ) ?? null;
  const sorted = logged.toSorted((a, b) => WEIGHT.indexOf(b.status) - WEIGHT.indexOf(a.status));
  const nothing = value === null ? 'no data' : notBeyond(value, condition, threshold);
  const reason = error === null ? (sorted[0]?.reason ?? nothing) : 'it could not be evaluated';
  return { threshold, count: groups.length, value, reason, groups: sorted.slice(0, MAX_GROUPS), error };
}

function statusOf({ groups, error }: LoggedEvaluation): Verdict['status'] | 'failed' {
  return error === null ? (groups[0]?.status ?? 'inactive') : 'failed';
}

function idOf(cursor: string): string {
  const [id] = decodeCursor(cursor, 1);
  if (typeof id !== 'string' || !/^\d{1,18}$/.test(id)) throw notACursor();
  return id;
}
