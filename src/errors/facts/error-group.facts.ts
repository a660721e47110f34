import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../database/database.js';
import type { Severity } from '../severity.js';

/** What became of a group of errors: its first event, one after it was resolved, one that ended its being ignored; it began to escalate. */
export const FACT_KINDS = ['new', 'regressed', 'returned', 'escalated'] as const;

/** One thing that became of a group, with what the group is now. */
export interface ErrorGroupFact {
  /** A bigint as text. */
  readonly id: string;
  readonly kind: (typeof FACT_KINDS)[number];
  readonly at: Date;
  readonly group_id: string;
  readonly service: string;
  readonly error_type: string;
  readonly error_message: string;
  readonly severity: Severity;
  readonly culprit: string | null;
  readonly event_count: number;
}

/** How often something became of a group within a time. */
export interface ErrorGroupFactCount extends Pick<ErrorGroupFact, 'group_id' | 'service' | 'error_type' | 'severity'> {
  readonly count: number;
}

/**
 * What somebody is to be told of groups. Each is written in the commit of the event that made it, and stays until it is forgotten: forgotten in the
 * transaction that does something about it, it is told exactly once. Only one may listen at a time, such as an exclusive job.
 */
@Injectable()
export class ErrorGroupFacts {
  constructor(private readonly database: Database) {}

  /** The oldest, in their order; the same ones again until they are forgotten. */
  oldest(limit: number): Promise<ErrorGroupFact[]> {
    return this.database.query<ErrorGroupFact>(
      `select fact_id as id, kind, at, group_id, service, error_type, error_message, severity, culprit, event_count::float8 as event_count
       from error_group_facts join error_groups using (group_id) order by fact_id limit $1`,
      [limit],
    );
  }

  /**
   * What became of groups from `startAt` to `endAt` (epoch ms, both included), those first of which it was told first. A group that was merged counts as the one it is
   * part of. Nothing is forgotten by this.
   */
  counts(
    kinds: readonly ErrorGroupFact['kind'][],
    startAt: number,
    endAt: number,
    limit: number,
  ): Promise<ErrorGroupFactCount[]> {
    return this.database.query<ErrorGroupFactCount>(
      `select g.group_id, g.service, g.error_type, g.severity, count(*)::int as count
       from error_group_facts f join error_groups own using (group_id)
       join error_groups g on g.group_id = coalesce(own.merged_into, own.group_id)
       where f.at between $1 and $2 and f.kind = any($3) group by g.group_id order by min(f.fact_id) limit $4`,
      [new Date(startAt), new Date(endAt), kinds, limit],
    );
  }

  async forget(facts: readonly ErrorGroupFact[], on: Transaction = this.database): Promise<void> {
    await on.query('delete from error_group_facts where fact_id = any($1::bigint[])', [facts.map(({ id }) => id)]);
  }
}
