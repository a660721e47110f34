import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Clock } from '../../jobs/clock.js';

/** New names are found within this time. */
const FRESH_MS = 10_000;
const MAX_NAMES = 20_000;
/** Of a metric with more series not all are looked at. */
const MAX_SERIES = 50_000;
const MAX_KEPT = 20;

/** Each name costs one look into the index, however many series it has. */
const NAMES = `
with recursive names as (
  (select name from metric_series order by name limit 1)
  union all
  select (select s.name from metric_series s where s.name > names.name order by s.name limit 1) from names where names.name is not null
)
select name from names where name is not null limit ${MAX_NAMES}`;

/** A name that something is found by. */
export type TagValues = readonly string[];

/** The names of metrics, and of what they tell apart, kept in memory for those who search as they type. */
@Injectable()
export class MetricDirectory {
  private readonly kept = new Map<string, { at: number; rows: Promise<TagValues[]> }>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** In alphabetical order. */
  async names(): Promise<string[]> {
    const rows = await this.keep('', async () => {
      const found = await this.database.query<{ name: string }>(NAMES);
      return found.map(({ name }) => [name]);
    });
    return rows.map(([name]) => name!);
  }

  /** Which values of some tags the series of a metric have together; empty texts for tags that they do not have. */
  combinations(metricName: string, tags: readonly string[]): Promise<TagValues[]> {
    return this.keep(JSON.stringify([metricName, tags]), async () => {
      const values = tags.map((_, i) => `coalesce(tags ->> $${i + 2}, '')`).join(', ');
      const rows = await this.database.query<{ found: string[] }>(
        `select distinct array[${values}] as found from (select tags from metric_series where name = $1 limit ${MAX_SERIES}) s`,
        [metricName, ...tags],
      );
      return rows.map(({ found }) => found);
    });
  }

  private keep(key: string, read: () => Promise<TagValues[]>): Promise<TagValues[]> {
    const now = this.clock.now();
    const known = this.kept.get(key);
    if (known && now - known.at < FRESH_MS) return known.rows;
    if (this.kept.size >= MAX_KEPT) this.kept.clear();
    const begun = { at: now, rows: read() };
    this.kept.set(key, begun);
    begun.rows.catch(() => {
      if (this.kept.get(key) === begun) this.kept.delete(key);
    });
    return begun.rows;
  }
}
