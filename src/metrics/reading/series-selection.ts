import type { Transaction } from '../../database/database.js';
import { PatternFault } from '../../database/patterns/pattern-fault.js';
import { Problem } from '../../http/problem.js';
import type { MetricSeries } from '../series/metric-series.js';
import { limitReached, type QueryBudget } from './query-budget.js';
import type { SampleSnapshot } from './sample-snapshot.js';
import { isPattern, matcherSql, type TagMatcher } from './tag-matcher.js';

/** SQLSTATEs of a regular expression that PostgreSQL cannot read, and of a statement that took too long. */
const INVALID_PATTERN = '2201B';
const STATEMENT_CANCELED = '57014';
/** So many rows are read without a pause. */
const SERIES_AT_A_TIME = 2000;
/** PostgreSQL makes an object of at most a hundred arguments. */
const MAX_CHOSEN_TAGS = 50;
/** What patterns cost is bounded, but a bound times a hundred thousand series is still much. */
const PATTERN_SECONDS = 5;

/**
 * The series of some metrics that fit all matchers, ascending by id.
 *
 * @param needed the only tags somebody will look at: each takes time to read; all without it
 * @throws Problem 400 for a pattern that is not taken, 422 when there are more series than the budget has, or when
 *   patterns take too long
 */
export async function selectSeries(
  { tx, pacer }: SampleSnapshot,
  metricNames: readonly string[],
  matchers: readonly TagMatcher[],
  budget: QueryBudget,
  needed?: readonly string[],
): Promise<MetricSeries[]> {
  const selected: MetricSeries[] = [];
  let page: MetricSeries[];
  do {
    page = await matchSeries<MetricSeries>(tx, matchers, (values, condition) => {
      values.push(metricNames, selected.at(-1)?.id ?? 0);
      const place = `name = any($${values.length - 1}::text[]) and id > $${values.length}`;
      return `select id, name, kind, temporality, unit, source, ${tagsSql(needed, values)} as tags
        from metric_series where ${place}${condition} order by id limit ${SERIES_AT_A_TIME}`;
    });
    budget.take('series', page.length);
    for (const series of page) selected.push(series);
    await pacer.pause();
  } while (page.length === SERIES_AT_A_TIME);
  return selected;
}

/**
 * Runs a statement on `metric_series` with the condition that matchers make.
 *
 * @param statement is given the parameters so far, to add its own, and the condition (` and …`, or nothing)
 * @throws Problem 400 for a pattern that is not taken, 422 when patterns take too long
 */
export async function matchSeries<Row>(
  on: Transaction,
  matchers: readonly TagMatcher[],
  statement: (values: unknown[], condition: string) => string,
): Promise<Row[]> {
  const values: unknown[] = [];
  const hasPattern = matchers.some(({ operator }) => isPattern(operator));
  try {
    const sql = statement(values, matcherSql(matchers, values));
    if (!hasPattern) return await on.query<Row>(sql, values);
    await on.query(`set local statement_timeout = '${PATTERN_SECONDS}s'`);
    const rows = await on.query<Row>(sql, values);
    await on.query('set local statement_timeout to default');
    return rows;
  } catch (fault) {
    if (fault instanceof PatternFault || codeOf(fault) === INVALID_PATTERN) {
      throw Problem.of(400, 'A tag pattern is not taken.', {
        errors: [{ path: 'tags', message: `a pattern ${(fault as Error).message}` }],
      });
    }
    if (hasPattern && codeOf(fault) === STATEMENT_CANCELED) throw limitReached('patternSeconds', PATTERN_SECONDS);
    throw fault;
  }
}

/** A series' tags for matching and grouping: its source counts as one. */
export function labelsOf({ source, tags }: Pick<MetricSeries, 'source' | 'tags'>): Readonly<Record<string, string>> {
  return source && tags.source === undefined ? { source, ...tags } : tags;
}

/** The tags of a series as SQL: of those that are needed, or all. */
export function tagsSql(needed: readonly string[] | undefined, values: unknown[]): string {
  if (!needed || needed.length > MAX_CHOSEN_TAGS) return 'tags';
  const pairs = needed.map((tag) => {
    const name = `$${values.push(tag)}::text`;
    return `${name}, tags -> ${name}`;
  });
  return `jsonb_strip_nulls(jsonb_build_object(${pairs.join(', ')}))`;
}

function codeOf(fault: unknown): string | undefined {
  return (fault as { code?: string }).code;
}
