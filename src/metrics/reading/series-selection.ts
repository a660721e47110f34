import type { Transaction } from '../../database/database.js';
import { Problem } from '../../http/problem.js';
import type { QueryBudget } from '../query-budget.js';
import type { MetricSeries } from '../series/metric-series.js';
import type { SampleSnapshot } from './sample-snapshot.js';
import { matcherSql, type TagMatcher } from './tag-matcher.js';

/** SQLSTATE of a regular expression that cannot be read. */
const INVALID_PATTERN = '2201B';
/** So many rows are read without a pause. */
const SERIES_AT_A_TIME = 2000;

/**
 * The series of some metrics that fit all matchers, ascending by id.
 *
 * @throws Problem 400 for a pattern that is no regular expression, 422 when there are more series than the budget has
 */
export async function selectSeries(
  { tx, pacer }: SampleSnapshot,
  metricNames: readonly string[],
  matchers: readonly TagMatcher[],
  budget?: QueryBudget,
): Promise<MetricSeries[]> {
  const selected: MetricSeries[] = [];
  let page: MetricSeries[];
  do {
    page = await selectPage(tx, metricNames, matchers, selected.at(-1)?.id ?? 0);
    budget?.take('series', page.length);
    for (const series of page) selected.push(series);
    await pacer.pause();
  } while (page.length === SERIES_AT_A_TIME);
  return selected;
}

async function selectPage(
  on: Transaction,
  metricNames: readonly string[],
  matchers: readonly TagMatcher[],
  afterId: number,
): Promise<MetricSeries[]> {
  const values: unknown[] = [metricNames, afterId];
  const condition = matcherSql(matchers, values);
  try {
    return await on.query<MetricSeries>(
      `select id, name, kind, temporality, unit, source, tags from metric_series
       where name = any($1::text[]) and id > $2${condition} order by id limit ${SERIES_AT_A_TIME}`,
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
