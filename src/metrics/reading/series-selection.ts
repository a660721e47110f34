import type { Transaction } from '../../database/database.js';
import { Problem } from '../../http/problem.js';
import type { MetricSeries } from '../series/metric-series.js';
import { matcherSql, type TagMatcher } from './tag-matcher.js';

/** SQLSTATE of a regular expression that cannot be read. */
const INVALID_PATTERN = '2201B';

/**
 * The series of a metric that fit all matchers.
 *
 * @throws Problem 400 for a pattern that is no regular expression
 */
export async function selectSeries(
  on: Transaction,
  metricName: string,
  matchers: readonly TagMatcher[] = [],
): Promise<MetricSeries[]> {
  const values: unknown[] = [metricName];
  const condition = matcherSql(matchers, values);
  try {
    return await on.query<MetricSeries>(
      `select id, name, kind, temporality, unit, source, tags from metric_series
       where name = $1${condition} order by id`,
      values,
    );
  } catch (fault) {
    if ((fault as { code?: string }).code !== INVALID_PATTERN) throw fault;
    throw Problem.of(400, 'A tag pattern is not a regular expression.', {
      errors: [{ path: 'tags', message: (fault as Error).message }],
    });
  }
}

/** A series' tags for matching and grouping: its source counts as one. */
export function labelsOf({ source, tags }: Pick<MetricSeries, 'source' | 'tags'>): Readonly<Record<string, string>> {
  return source && tags.source === undefined ? { source, ...tags } : tags;
}
