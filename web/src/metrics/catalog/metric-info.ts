import type { components } from '../../api/schema.js';
import type { MetricKind } from '../question/aggregations.js';

type MetricNameView = components['schemas']['MetricNameView'];

/** A metric that can be asked for. */
export interface MetricInfo {
  readonly name: string;
  /** The name that its series have in the catalogue: of a histogram stored as buckets that of the buckets. */
  readonly storedName: string;
  readonly kind: MetricKind;
  readonly unit: string | null;
  readonly seriesCount: number;
  readonly overflowCount: number;
  readonly tagNames: readonly string[];
  /** ISO 8601, to within the hour. */
  readonly lastSeenAt: string;
}

const BUCKET = '_bucket';
/** The tag by which buckets are told apart; nobody asks for it. */
const BOUND = 'le';

/** Metrics as they can be asked for: the three that a histogram is stored as (`x_bucket`, `x_sum`, `x_count`) are one. */
export function foldHistograms(names: readonly MetricNameView[]): MetricInfo[] {
  const byName = new Map(names.map((view) => [view.metric_name, view]));
  const parts = new Set<string>();
  const infos: MetricInfo[] = [];
  for (const view of names) {
    const name = view.metric_name.slice(0, -BUCKET.length);
    const count = byName.get(`${name}_count`);
    if (!view.metric_name.endsWith(BUCKET) || name === '' || count === undefined) continue;
    const sum = byName.get(`${name}_sum`);
    for (const part of [view, count, sum]) if (part !== undefined) parts.add(part.metric_name);
    infos.push({
      ...infoOf(view),
      name,
      kind: 'histogram',
      unit: sum?.unit ?? view.unit,
      seriesCount: view.series_count + count.series_count + (sum?.series_count ?? 0),
      tagNames: view.tag_names.filter((tag) => tag !== BOUND),
    });
  }
  for (const view of names) if (!parts.has(view.metric_name)) infos.push(infoOf(view));
  return infos.sort((left, right) => compare(left.name, right.name));
}

/** What is known of one metric; where it exists as several kinds, of the one with the most series. */
export function findInfo(names: readonly MetricNameView[], metric: string): MetricInfo | undefined {
  return foldHistograms(names)
    .filter(({ name, storedName }) => name === metric || storedName === metric)
    .sort((left, right) => right.seriesCount - left.seriesCount)[0];
}

function infoOf(view: MetricNameView): MetricInfo {
  return {
    name: view.metric_name,
    storedName: view.metric_name,
    kind: view.metric_type,
    unit: view.unit,
    seriesCount: view.series_count,
    overflowCount: view.overflow_series_count,
    tagNames: view.tag_names,
    lastSeenAt: view.last_seen_at,
  };
}

/** As the API orders names. */
function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
