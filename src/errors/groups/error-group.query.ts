import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { ErrorQuery } from '../error.query.js';
import type { ErrorGroupDetail, ErrorGroupEventView, MergedGroupView } from './error-group.dto.js';
import { GROUP_COLUMNS, type GroupRow, viewGroup } from './error-group.rows.js';

const HISTORY = 100;

/** Reads one group of errors. */
@Injectable()
export class ErrorGroupQuery {
  constructor(
    private readonly database: Database,
    private readonly errors: ErrorQuery,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem 404 when there is none of this id */
  async get(groupId: string): Promise<ErrorGroupDetail> {
    const [row] = await this.database.query<GroupRow>(`select ${GROUP_COLUMNS} from error_groups where group_id = $1`, [
      groupId,
    ]);
    if (!row) throw Problem.of(404, 'There is no group of this id.');
    const [history, { items }, merged] = await Promise.all([
      this.history(groupId),
      this.errors.list({ group_id: groupId, limit: 1 }),
      this.merged(groupId),
    ]);
    return { ...viewGroup(row, this.clock.now()), history, latest: items[0] ?? null, merged };
  }

  /** @throws Problem 404 when there is none of this id */
  async require(groupId: string): Promise<void> {
    const found = await this.database.query('select 1 from error_groups where group_id = $1', [groupId]);
    if (found.length === 0) throw Problem.of(404, 'There is no group of this id.');
  }

  private async history(groupId: string): Promise<ErrorGroupEventView[]> {
    const events = await this.database.query<Omit<ErrorGroupEventView, 'at'> & { at: Date }>(
      `select at, kind, actor, details from (
         select * from error_group_events where group_id = $1 order by event_id desc limit ${HISTORY}
       ) newest order by event_id`,
      [groupId],
    );
    return events.map((event) => ({ ...event, at: event.at.toISOString() }));
  }

  private async merged(groupId: string): Promise<MergedGroupView[]> {
    type MergedRow = Omit<MergedGroupView, 'first_seen_at' | 'last_seen_at'> &
      Record<'first_seen_at' | 'last_seen_at', Date>;
    const rows = await this.database.query<MergedRow>(
      `select g.group_id, g.error_type, g.error_message, g.fingerprint, f.event_count::float8 as event_count, f.first_seen_at, f.last_seen_at
       from error_groups g join error_fingerprints f on f.fingerprint_id = g.group_id
       where g.merged_into = $1 order by f.event_count desc, g.group_id`,
      [groupId],
    );
    return rows.map(({ first_seen_at, last_seen_at, ...row }) => ({
      ...row,
      first_seen_at: first_seen_at.toISOString(),
      last_seen_at: last_seen_at.toISOString(),
    }));
  }
}
