import { Injectable } from '@nestjs/common';
import { Conditions, containing } from '../../database/conditions.js';
import { Database } from '../../database/database.js';
import { decodeTimeCursor, encodeCursor, notACursor } from '../../http/page.js';
import { Clock } from '../../jobs/clock.js';
import type { ErrorGroupPage, ErrorGroupTally } from './error-group.dto.js';
import { GROUP_COLUMNS, type GroupRow, newSince, viewGroup } from './error-group.rows.js';
import type { ErrorGroupFilter, ErrorGroupSelection, GroupMark, GroupSort } from './error-group-input.dto.js';

/** What an order sorts by, and how it reads and writes it as a number that a cursor can hold. Each has an index. */
interface Place {
  readonly column: string;
  readonly asNumber: string;
  readonly fromNumber: string;
}

// Named with their table: a bare name would be the column of the answer, which has no index.
const timePlace = (column: string): Place => ({
  column: `error_groups.${column}`,
  asNumber: `(extract(epoch from ${column}) * 1000000)::float8`,
  fromNumber: `'epoch'::timestamptz + ?::float8 * interval '1 microsecond'`,
});
const countPlace = (column: string): Place => ({
  column: `error_groups.${column}`,
  asNumber: `${column}::float8`,
  fromNumber: '?::bigint',
});

const PLACES: Record<GroupSort, Place> = {
  last_seen: timePlace('last_seen_at'),
  first_seen: timePlace('first_seen_at'),
  events: countPlace('event_count'),
  users: countPlace('user_count'),
};

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Lists groups of errors. */
@Injectable()
export class ErrorGroupList {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem 400 for a cursor of another list */
  async list({ sort, limit, cursor, ...filter }: ErrorGroupFilter): Promise<ErrorGroupPage> {
    const now = this.clock.now();
    const { column, asNumber, fromNumber } = PLACES[sort];
    const conditions = groupConditions(filter, now);
    if (cursor) {
      const [at, id] = decodeTimeCursor(cursor);
      if (!UUID.test(id)) throw notACursor();
      conditions.add(`(${column}, group_id) < (${fromNumber}, ?::uuid)`, at, id);
    }
    const rows = await this.database.query<GroupRow & { place: number }>(
      `select ${GROUP_COLUMNS}, ${asNumber} as place from error_groups ${conditions.where}
       order by ${column} desc, group_id desc limit ${conditions.parameter(limit + 1)}`,
      conditions.values,
    );
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ place: _place, ...row }) => viewGroup(row, now)),
      next_cursor: last ? encodeCursor([last.place, last.group_id]) : null,
    };
  }

  /** How many groups there are of each state: one pass, of an index alone unless more than their service is asked for. */
  async count(selection: ErrorGroupSelection): Promise<ErrorGroupTally> {
    const conditions = selectionConditions(selection);
    const since = conditions.parameter(new Date(newSince(this.clock.now())));
    const [tally] = await this.database.query<ErrorGroupTally>(
      `select count(*) filter (where status = 'unresolved')::int as unresolved,
         count(*) filter (where status = 'unresolved' and first_seen_at > ${since})::int as new,
         count(*) filter (where status = 'unresolved' and escalating_since is not null)::int as escalating,
         count(*) filter (where status = 'unresolved' and regressed_at is not null)::int as regressed,
         count(*) filter (where status = 'ignored')::int as ignored,
         count(*) filter (where status = 'resolved')::int as resolved,
         count(*)::int as all
       from error_groups ${conditions.where}`,
      conditions.values,
    );
    return tally!;
  }
}

function selectionConditions({ search, ...selection }: ErrorGroupSelection): Conditions {
  const conditions = new Conditions()
    .add('merged_into is null')
    .addIfGiven('service = ?', selection.service)
    .addIfGiven('error_type = ?', selection.error_type)
    .addIfGiven('severity = ?', selection.severity)
    .addIfGiven('assignee = ?', selection.assignee)
    .addIfGiven('releases @> array[?::text]', selection.release);
  if (search !== undefined) conditions.add('search_text like lower(?)', containing(search));
  return conditions;
}

function groupConditions(
  { mark, status, ...selection }: Omit<ErrorGroupFilter, 'sort' | 'limit' | 'cursor'>,
  now: number,
): Conditions {
  const conditions = selectionConditions(selection).addIfGiven('status = ?', status);
  if (mark !== undefined) addMark(conditions, mark, now);
  return conditions;
}

function addMark(conditions: Conditions, mark: GroupMark, now: number): void {
  conditions.add(`status = 'unresolved'`);
  if (mark === 'new') conditions.add('first_seen_at > ?', new Date(newSince(now)));
  else conditions.add(mark === 'regressed' ? 'regressed_at is not null' : 'escalating_since is not null');
}
