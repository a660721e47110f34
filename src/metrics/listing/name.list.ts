import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { MetricKind } from '../metric-kind.js';

/** What is known of a metric from its series. */
export interface MetricName {
  metric_name: string;
  metric_type: MetricKind;
  unit: string | null;
  series_count: number;
  overflow_series_count: number;
  tag_names: string[];
  last_seen_at: Date;
}

/** Lists the names of metrics. */
@Injectable()
export class NameList {
  constructor(private readonly database: Database) {}

  /** Names that contain `search`, in order, beginning after the given name and kind. */
  async list(
    search: string,
    [afterName, afterKind]: readonly [string, string],
    limit: number,
  ): Promise<{ names: MetricName[]; more: boolean }> {
    const names = await this.database.query<MetricName>(
      `with page as (
         select name, kind from metric_series
         where (name, kind) > ($2, $3) and position($1 in name) > 0
         group by name, kind order by name, kind limit $4
       )
       select s.name as metric_name, s.kind as metric_type, max(s.unit) as unit,
              count(*)::int as series_count, (count(*) filter (where s.overflow))::int as overflow_series_count,
              coalesce((select array_agg(distinct tag order by tag) from metric_series t, jsonb_object_keys(t.tags) as tag
                        where t.name = s.name and t.kind = s.kind), '{}') as tag_names,
              max(s.last_seen_at) as last_seen_at
       from page join metric_series s using (name, kind)
       group by s.name, s.kind order by s.name, s.kind`,
      [search, afterName, afterKind, limit + 1],
    );
    return { names: names.slice(0, limit), more: names.length > limit };
  }

  /** The units of metrics that have one; of a histogram stored as buckets that of its sum. */
  async unitsOf(metricNames: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{ name: string; unit: string | null }>(
      `select name, coalesce(
         (select s.unit from metric_series s where s.name = given.name and s.unit is not null limit 1),
         (select s.unit from metric_series s where s.name = given.name || '_sum' and s.unit is not null limit 1)
       ) as unit
       from unnest($1::text[]) as given (name)`,
      [[...new Set(metricNames)]],
    );
    return new Map(rows.flatMap(({ name, unit }) => (unit === null ? [] : [[name, unit] as const])));
  }
}
