import { Injectable } from '@nestjs/common';
import { BoundedReader } from '../reading/bounded.reader.js';
import { tagSql } from '../reading/tag-matcher.js';

/** Lists the names of tags and their values, in alphabetical order. */
@Injectable()
export class TagList {
  constructor(private readonly reader: BoundedReader) {}

  /**
   * Names of the tags that series have; their source counts as one.
   *
   * @param metricName only of this metric
   * @throws Problem 422 when a limit is reached
   */
  names(metricName: string | undefined, caller?: AbortSignal): Promise<string[]> {
    return this.reader.snapshot(async ({ tx }) => {
      const rows = await tx.query<{ tag: string }>(
        `select distinct tag from metric_series cross join lateral (
           select jsonb_object_keys(tags) as tag union all select 'source' where source is not null
         ) as tags
         where $1::text is null or name = $1 order by tag`,
        [metricName ?? null],
      );
      return rows.map(({ tag }) => tag);
    }, caller);
  }

  /**
   * Values of a tag that begin with a text, at most `limit`.
   *
   * @param metricName only of this metric
   * @throws Problem 422 when a limit is reached
   */
  values(
    tag: string,
    { metricName, prefix, limit }: { metricName: string | undefined; prefix: string; limit: number },
    caller?: AbortSignal,
  ): Promise<{ values: string[]; more: boolean }> {
    return this.reader.snapshot(async ({ tx }) => {
      const values: unknown[] = [metricName ?? null, prefix, limit + 1];
      const rows = await tx.query<{ value: string }>(
        `select distinct value from (select ${tagSql(tag, values)} as value from metric_series
                                     where $1::text is null or name = $1) as all_values
         where value <> '' and starts_with(value, $2) order by value limit $3`,
        values,
      );
      return { values: rows.slice(0, limit).map(({ value }) => value), more: rows.length > limit };
    }, caller);
  }
}
