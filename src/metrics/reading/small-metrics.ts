import type { MetricSeries } from '../series/metric-series.js';
import type { SampleSnapshot } from './sample-snapshot.js';
import { tagsSql } from './series-selection.js';

/** A metric with more series is better asked for those that fit. */
const MAX_SERIES = 500;

/**
 * All series of metrics that have few, by name and ascending by id: one statement for questions about many metrics. Those that have none or
 * many are left out.
 *
 * @param needed the only tags somebody will look at
 */
export async function seriesOfSmallMetrics(
  { tx, pacer }: SampleSnapshot,
  names: readonly string[],
  needed: readonly string[],
): Promise<Map<string, MetricSeries[]>> {
  const values: unknown[] = [names];
  const rows = await tx.query<MetricSeries>(
    `select series.* from unnest($1::text[]) wanted (name) cross join lateral (
       select id, name, kind, temporality, unit, source, ${tagsSql(needed, values)} as tags from metric_series
       where metric_series.name = wanted.name limit ${MAX_SERIES + 1}) series`,
    values,
  );
  await pacer.pause();
  const found = new Map<string, MetricSeries[]>();
  for (const series of rows) {
    const known = found.get(series.name);
    if (known) known.push(series);
    else found.set(series.name, [series]);
  }
  for (const [name, series] of found) {
    if (series.length > MAX_SERIES) found.delete(name);
    else series.sort((a, b) => a.id - b.id);
  }
  return found;
}
