import { boundsOf } from '../evaluation/histogram/bucket-bounds.js';
import type { MetricSeries } from '../series/metric-series.js';
import { type ExposedType, exposedName } from './exposition-text.js';

/** Which part of a family a series is. */
export interface ExposedRole {
  /** The family's name as it was recorded, without the part's suffix. */
  readonly name: string;
  readonly type: ExposedType;
  readonly part: 'value' | 'bucket' | 'quantile' | 'observations' | 'sum' | 'count';
}

const PARTS = [
  ['_sum', 'sum'],
  ['_count', 'count'],
] as const;
const BUCKET = '_bucket';
/** Counters have it behind their name, whether it was recorded with it or not; `.total` is exposed as `_total`. */
const TOTAL = /(?<=.)[^a-zA-Z0-9:]total$/;

/**
 * Tells what is exposed together: the counters `x_bucket` with a bound, `x_sum` and `x_count` are one histogram `x`; the
 * quantiles `x` with the counters `x_sum` and `x_count` one summary.
 */
export class ExposedRoles {
  private readonly histograms = new Set<string>();
  private readonly summaries = new Set<string>();
  private readonly observed = new Set<string>();

  constructor(series: Iterable<MetricSeries>) {
    for (const one of series) {
      if (isBucket(one)) this.histograms.add(exposedName(one.name.slice(0, -BUCKET.length)));
      else if (quantileOf(one) !== undefined) this.summaries.add(exposedName(one.name));
      else if (one.kind === 'histogram') this.observed.add(exposedName(one.name));
    }
  }

  /** The families of several lines, by exposed name: they come first when names are given away. */
  *compounds(): Generator<Pick<ExposedRole, 'name' | 'type'>> {
    for (const name of this.histograms) yield { name, type: 'histogram' };
    for (const name of this.summaries) yield { name, type: 'summary' };
    for (const name of this.observed) yield { name, type: 'summary' };
  }

  of(series: MetricSeries): ExposedRole {
    const { name, kind } = series;
    if (kind === 'histogram') return { name, type: 'summary', part: 'observations' };
    if (kind === 'gauge') return { name, type: 'gauge', part: 'value' };
    if (kind === 'summary') {
      const isQuantile = quantileOf(series) !== undefined;
      return isQuantile ? { name, type: 'summary', part: 'quantile' } : { name, type: 'untyped', part: 'value' };
    }
    if (isBucket(series)) return { name: name.slice(0, -BUCKET.length), type: 'histogram', part: 'bucket' };
    return this.ofTotal(name);
  }

  private ofTotal(name: string): ExposedRole {
    for (const [suffix, part] of PARTS) {
      if (!name.endsWith(suffix)) continue;
      const base = name.slice(0, -suffix.length);
      const exposed = exposedName(base);
      if (this.histograms.has(exposed)) return { name: base, type: 'histogram', part };
      if (this.summaries.has(exposed)) return { name: base, type: 'summary', part };
    }
    return { name: name.replace(TOTAL, ''), type: 'counter', part: 'value' };
  }
}

/** The quantile that a series reports; undefined when it reports none. */
export function quantileOf({ kind, tags }: MetricSeries): number | undefined {
  if (kind !== 'summary' || !tags.quantile?.trim()) return undefined;
  const quantile = Number(tags.quantile);
  return quantile >= 0 && quantile <= 1 ? quantile : undefined;
}

function isBucket({ name, kind, tags }: MetricSeries): boolean {
  return kind === 'counter' && name.endsWith(BUCKET) && name !== BUCKET && boundsOf(tags) !== undefined;
}
