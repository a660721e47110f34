import { Injectable } from '@nestjs/common';
import { BoundedReader } from '../reading/bounded.reader.js';
import { matchSeries } from '../reading/series-selection.js';
import type { TagMatcher } from '../reading/tag-matcher.js';
import type { MetricSeries } from '../series/metric-series.js';

/** Which series to list. */
export interface SeriesListInput {
  /** Of every metric when left out. */
  readonly metricName: string | undefined;
  readonly matchers: readonly TagMatcher[];
  readonly limit: number;
  /** Id of the last series of the page before. */
  readonly after: number;
}

/** A series and when it was last seen, which is known to within the hour. */
export type ListedSeries = MetricSeries & { readonly last_seen_at: Date };

/** Lists series in the order in which they first appeared. */
@Injectable()
export class SeriesList {
  constructor(private readonly reader: BoundedReader) {}

  /** @throws Problem 422 when a limit is reached */
  list(
    { metricName, matchers, limit, after }: SeriesListInput,
    caller?: AbortSignal,
  ): Promise<{ series: ListedSeries[]; more: boolean }> {
    return this.reader.snapshot(async ({ tx }) => {
      const rows = await matchSeries<ListedSeries>(tx, matchers, (values, condition) => {
        const named = metricName === undefined ? '' : ` and name = $${values.push(metricName)}`;
        return `select id, name, kind, temporality, unit, source, tags, last_seen_at from metric_series
          where id > $${values.push(after)}${named}${condition} order by id limit $${values.push(limit + 1)}`;
      });
      return { series: rows.slice(0, limit), more: rows.length > limit };
    }, caller);
  }
}
