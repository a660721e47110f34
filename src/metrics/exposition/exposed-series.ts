import type { SampleSnapshot } from '../reading/sample-snapshot.js';
import type { MetricSeries } from '../series/metric-series.js';
import type { ExpositionFilter } from './exposition-filter.dto.js';

/** Series are noted as seen once an hour. */
const SEEN_MS = 65 * 60_000;
/** Most series exposed: bounds memory and the answer. */
export const MAX_SERIES = 100_000;

/** Behind the names of the counters that belong to a metric. */
const SUFFIXES = ['', '_total', '_bucket', '_sum', '_count'];

/** The name that Prometheus sees, as `exposedName` makes it. */
const EXPOSED_NAME = `regexp_replace(regexp_replace(name, '[^a-zA-Z0-9_:]', '_', 'g'), '^(?=[0-9])', '_')`;
/** Whose a series is, as `serviceOf` tells it. */
const SERVICE = `coalesce(tags->>'service', source, tags->>'job', '')`;

/**
 * The series to expose, the oldest first: events since ever, for their totals, and states seen lately.
 *
 * @param now epoch ms
 * @returns the first {@link MAX_SERIES}, and how many more there are
 */
export async function exposedSeries(
  { tx }: SampleSnapshot,
  { name, service }: ExpositionFilter,
  now: number,
): Promise<{ series: MetricSeries[]; left: number }> {
  const condition =
    `(last_seen_at > $1 or kind = 'histogram' or (kind = 'counter' and temporality = 'delta'))` +
    ` and ($2::text[] is null or name = any($2) or ${EXPOSED_NAME} = any($2))` +
    ` and ($3::text[] is null or ${SERVICE} = any($3))`;
  const parameters = [new Date(now - SEEN_MS), name?.flatMap(namesOf), service];
  const [counted] = await tx.query<{ count: number }>(
    `select count(*)::int as count from metric_series where ${condition}`,
    parameters,
  );
  const series = await tx.query<MetricSeries>(
    `select id, name, kind, temporality, unit, source, tags from metric_series
     where ${condition} order by id limit ${MAX_SERIES}`,
    parameters,
  );
  return { series, left: counted!.count - series.length };
}

/** A counter's exported name may have a `_total` that its recorded one has not. */
function namesOf(given: string): string[] {
  return [...SUFFIXES.map((suffix) => given + suffix), given.replace(/_total$/, '')];
}
