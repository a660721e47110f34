import { Injectable } from '@nestjs/common';
import { Conditions } from '../../../database/conditions.js';
import { Database } from '../../../database/database.js';
import { newestEvents } from '../../error.query.js';
import type { GroupTags, TagCounts, ValueCount } from './error-group-detail.dto.js';

const NEWEST = 1000;
const TOP_VALUES = 10;
const TOP_TAGS = 50;

interface CountRow {
  kind: 'event' | 'release' | 'environment' | 'endpoint' | 'user' | 'tag';
  name: string;
  value: string;
  count: number;
}

/** Counts what a group's newest events say, so that a group of millions takes no longer than one of a thousand. */
@Injectable()
export class ErrorGroupTagsQuery {
  constructor(private readonly database: Database) {}

  async count(groupId: string): Promise<GroupTags> {
    const conditions = new Conditions();
    const columns = 'occurred_at, error_id, release, environment, endpoint, user_id, tags';
    const events = newestEvents(columns, conditions, conditions.parameter(NEWEST), groupId);
    const rows = await this.database.query<CountRow>(
      `with newest as materialized (${events}),
       said as (
         select kind, '' as name, value from newest cross join lateral (values
           ('event', ''), ('release', release), ('environment', environment), ('endpoint', endpoint), ('user', user_id)) as own (kind, value)
         where value is not null
         union all select 'tag', name, value from newest cross join lateral jsonb_each_text(tags) as tag (name, value)
       )
       select kind, name, value, count from (
         select *, row_number() over (partition by kind, name order by count desc, value) as place
         from (select kind, name, value, count(*)::int as count from said group by 1, 2, 3) counted
       ) placed
       where place <= ${TOP_VALUES} order by count desc, value`,
      conditions.values,
    );
    const of = (kind: CountRow['kind']): ValueCount[] => rows.filter((row) => row.kind === kind).map(asValueCount);
    const eventCount = of('event')[0]?.count ?? 0;
    return {
      event_count: eventCount,
      complete: eventCount < NEWEST,
      releases: of('release'),
      environments: of('environment'),
      endpoints: of('endpoint'),
      users: of('user'),
      tags: mostFrequentTags(rows),
    };
  }
}

function asValueCount({ value, count }: CountRow): ValueCount {
  return { value, count };
}

/** Tags in the order of their most frequent values. */
function mostFrequentTags(rows: readonly CountRow[]): TagCounts[] {
  const tags = new Map<string, ValueCount[]>();
  for (const row of rows) {
    if (row.kind !== 'tag') continue;
    const values = tags.get(row.name);
    if (values) values.push(asValueCount(row));
    else if (tags.size < TOP_TAGS) tags.set(row.name, [asValueCount(row)]);
  }
  return [...tags].map(([name, values]) => ({ name, values }));
}
