import { Injectable } from '@nestjs/common';
import { Conditions, containing } from '../../database/conditions.js';
import { Database, type Transaction } from '../../database/database.js';
import { decodeTimeCursor, encodeCursor } from '../../http/page.js';
import { Problem } from '../../http/problem.js';
import { ErrorQuery } from '../error.query.js';
import type {
  ErrorGroupDetail,
  ErrorGroupEventView,
  ErrorGroupFilter,
  ErrorGroupPage,
  ErrorGroupView,
  GroupSort,
} from './error-group.dto.js';

type Times = 'status_changed_at' | 'ignored_until' | 'regressed_at' | 'first_seen_at' | 'last_seen_at';
type GroupRow = Omit<ErrorGroupView, Times> &
  Record<Exclude<Times, 'first_seen_at' | 'last_seen_at'>, Date | null> &
  Record<'first_seen_at' | 'last_seen_at', Date> & { place: number };

/** What each order sorts by, as a number a cursor can hold. */
const SORTED_BY: Record<GroupSort, string> = {
  last_seen: `(extract(epoch from last_seen_at) * 1000000)::bigint`,
  first_seen: `(extract(epoch from first_seen_at) * 1000000)::bigint`,
  events: 'event_count',
};
const HISTORY = 100;

const COLUMNS = `group_id, service, error_type, error_message, culprit, severity, status, status_changed_at, resolved_in_release,
  ignored_until, ignored_until_count::float8 as ignored_until_count, regressed_at, assignee, event_count::float8 as event_count, left_out_count::float8 as left_out_count,
  first_seen_at, last_seen_at, array_remove(releases, '') as releases, fingerprint, grouped_by`;

/** Reads groups of errors. */
@Injectable()
export class ErrorGroupQuery {
  constructor(
    private readonly database: Database,
    private readonly errors: ErrorQuery,
  ) {}

  /** @throws Problem 400 for a cursor of another list */
  async list({ sort, limit, cursor, search, ...filter }: ErrorGroupFilter): Promise<ErrorGroupPage> {
    const place = SORTED_BY[sort];
    const conditions = new Conditions()
      .addIfGiven('status = ?', filter.status)
      .addIfGiven('service = ?', filter.service)
      .addIfGiven('error_type = ?', filter.error_type)
      .addIfGiven('severity = ?', filter.severity)
      .addIfGiven('assignee = ?', filter.assignee)
      .addIfGiven('releases @> array[?::text]', filter.release);
    if (search !== undefined) {
      const pattern = containing(search);
      conditions.add('(error_type ilike ? or error_message ilike ? or culprit ilike ?)', pattern, pattern, pattern);
    }
    if (cursor) {
      const [at, id] = decodeTimeCursor(cursor);
      conditions.add(`(${place}, group_id::text) < (?, ?)`, at, id);
    }
    const rows = await this.database.query<GroupRow>(
      `select ${COLUMNS}, (${place})::float8 as place from error_groups ${conditions.where}
       order by ${place} desc, group_id::text desc limit ${conditions.parameter(limit + 1)}`,
      conditions.values,
    );
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return { items: page.map(viewOf), next_cursor: last ? encodeCursor([last.place, last.group_id]) : null };
  }

  /** @throws Problem 404 when there is none of this id */
  async get(groupId: string, on: Transaction = this.database): Promise<ErrorGroupDetail> {
    const [row] = await on.query<GroupRow>(`select ${COLUMNS} from error_groups where group_id = $1`, [groupId]);
    if (!row) throw Problem.of(404, 'There is no group of this id.');
    const history = await on.query<Omit<ErrorGroupEventView, 'at'> & { at: Date }>(
      `select at, kind, actor, details from (
         select * from error_group_events where group_id = $1 order by event_id desc limit ${HISTORY}
       ) newest order by event_id`,
      [groupId],
    );
    const { items } = await this.errors.list({ group_id: groupId, limit: 1 });
    return {
      ...viewOf(row),
      history: history.map((event) => ({ ...event, at: event.at.toISOString() })),
      latest: items[0] ?? null,
    };
  }
}

function viewOf({ place: _place, ...row }: GroupRow): ErrorGroupView {
  const { status_changed_at, ignored_until, regressed_at, first_seen_at, last_seen_at } = row;
  return {
    ...row,
    status_changed_at: status_changed_at?.toISOString() ?? null,
    ignored_until: ignored_until?.toISOString() ?? null,
    regressed_at: regressed_at?.toISOString() ?? null,
    first_seen_at: first_seen_at.toISOString(),
    last_seen_at: last_seen_at.toISOString(),
  };
}
