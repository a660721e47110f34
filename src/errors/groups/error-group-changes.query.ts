import { Injectable } from '@nestjs/common';
import { Conditions } from '../../database/conditions.js';
import { Database } from '../../database/database.js';
import type { Severity } from '../severity.js';

/** A group that was new, or came back after it had been resolved. */
export interface ErrorGroupChange {
  at: Date;
  kind: 'error_group_new' | 'error_group_regressed';
  group_id: string;
  service: string;
  severity: Severity;
  error_type: string;
  error_message: string;
}

/** Tells what became of groups of errors in a range of time, epoch ms. */
@Injectable()
export class ErrorGroupChangesQuery {
  constructor(private readonly database: Database) {}

  /** The newest first. @param service of this one alone */
  async list(startAt: number, endAt: number, service: string | undefined, limit: number): Promise<ErrorGroupChange[]> {
    const [added, regressed] = await Promise.all([
      this.read('error_group_new', 'first_seen_at', { startAt, endAt, service, limit }),
      this.read('error_group_regressed', 'regressed_at', { startAt, endAt, service, limit }),
    ]);
    return [...added, ...regressed];
  }

  /** How many groups of each service were first seen in the range. */
  async countNew(startAt: number, endAt: number): Promise<Map<string, number>> {
    const rows = await this.database.query<{ service: string; count: number }>(
      `select service, count(*)::int as count from error_groups
       where merged_into is null and first_seen_at >= $1 and first_seen_at < $2 group by service`,
      [new Date(startAt), new Date(endAt)],
    );
    return new Map(rows.map(({ service, count }) => [service, count]));
  }

  private read(
    kind: ErrorGroupChange['kind'],
    column: string,
    { startAt, endAt, service, limit }: { startAt: number; endAt: number; service: string | undefined; limit: number },
  ): Promise<ErrorGroupChange[]> {
    const conditions = new Conditions()
      .add('merged_into is null')
      .addTimeRange(column, startAt, endAt)
      .addIfGiven('service = ?', service);
    return this.database.query<ErrorGroupChange>(
      `select ${column} as at, '${kind}' as kind, group_id, service, severity, error_type, error_message
       from error_groups ${conditions.where} order by ${column} desc, group_id desc limit ${conditions.parameter(limit)}`,
      conditions.values,
    );
  }
}
