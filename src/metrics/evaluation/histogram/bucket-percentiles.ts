import { GroupedEvaluation } from '../grouped-evaluation.js';
import {
  type EvaluatedSeries,
  type EvaluationSetting,
  hasValue,
  type MetricResult,
  type SeriesEvaluation,
} from '../series-evaluation.js';
import type { SeriesPart } from '../series-part.js';
import { BOUND_TAGS } from './bucket-bounds.js';
import { type Bucket, BucketCells } from './bucket-cells.js';
import { findLayouts, type HistogramLayout } from './histogram-layouts.js';
import { bucketsBetween, unnest } from './unnest-buckets.js';

/** A tag no series has: it groups by bucket. */
const BUCKET = '\0bucket';

/** The buckets of one group: of each layout the growth of its buckets, step by step. */
interface GroupedBuckets {
  readonly tags: Record<string, string>;
  readonly byLayout: Map<HistogramLayout, (Float64Array | undefined)[]>;
}

/** A percentile from counters of buckets, which may have different bounds: by how much each bucket grew in a step. */
export class BucketPercentiles implements SeriesEvaluation {
  readonly looksBack = true;
  private readonly growth: GroupedEvaluation;

  private constructor(
    private readonly fraction: number,
    private readonly setting: EvaluationSetting,
    private readonly layouts: readonly HistogramLayout[],
    private readonly marked: ReadonlyMap<EvaluatedSeries, EvaluatedSeries>,
  ) {
    const groupBy = setting.groupBy.filter((tag) => !BOUND_TAGS.includes(tag));
    this.growth = new GroupedEvaluation({ name: 'increase' }, { ...setting, groupBy: [...groupBy, BUCKET] });
  }

  /**
   * @param fraction 0 … 1
   * @param series all that will be added; those that are no buckets are passed over
   */
  static async over(
    series: readonly EvaluatedSeries[],
    fraction: number,
    setting: EvaluationSetting,
  ): Promise<BucketPercentiles> {
    const { pacer } = setting;
    const layouts = await findLayouts(series, pacer);
    const marked = new Map<EvaluatedSeries, EvaluatedSeries>();
    for (const [i, { bucketOf }] of layouts.entries()) {
      for (const [one, bucket] of bucketOf) {
        marked.set(one, { ...one, tags: { ...one.tags, [BUCKET]: `${i} ${bucket}` } });
        if (pacer.isDue) await pacer.pause();
      }
    }
    return new BucketPercentiles(fraction, setting, layouts, marked);
  }

  add(series: EvaluatedSeries, parts: readonly SeriesPart[]): void {
    const marked = this.marked.get(series);
    if (marked) this.growth.add(marked, parts);
  }

  async results(): Promise<MetricResult[]> {
    const { grid, pacer } = this.setting;
    const times = grid.times();
    const results: MetricResult[] = [];
    for (const { tags, byLayout } of this.group(await this.growth.results())) {
      const layouts = [...byLayout];
      const cells = new BucketCells(layouts.flatMap(([layout]) => plainBuckets(layout)));
      const values = new Float64Array(times.length);
      for (let step = 0; step < values.length; step++) {
        const observations = layouts.flatMap(([layout, rows]) => plainCounts(layout, rows, step));
        values[step] = cells.quantile(observations, this.fraction);
        if (pacer.isDue) await pacer.pause();
      }
      if (hasValue({ values })) results.push({ tags, times, values });
    }
    return results;
  }

  /** Results are in the order of their tags, the bucket last: those of one group follow each other. */
  private *group(growth: readonly MetricResult[]): Generator<GroupedBuckets> {
    let current: (GroupedBuckets & { key: string }) | undefined;
    for (const { tags, values } of growth) {
      const { [BUCKET]: place, ...own } = tags;
      const [layout, bucket] = place!.split(' ').map(Number) as [number, number];
      const key = JSON.stringify(own);
      if (current?.key !== key) {
        if (current) yield current;
        current = { key, tags: own, byLayout: new Map() };
      }
      const known = this.layouts[layout]!;
      const rows = current.byLayout.get(known) ?? Array.from({ length: known.bounds.length });
      rows[bucket] = values;
      current.byLayout.set(known, rows);
    }
    if (current) yield current;
  }
}

function plainBuckets({ nested, bounds }: HistogramLayout): Bucket[] {
  if (nested) return bucketsBetween(bounds.map(({ le }) => le));
  return bounds.map(({ gt, le }) => ({ lower: gt!, upper: le }));
}

function plainCounts(
  { nested, bounds }: HistogramLayout,
  rows: readonly (Float64Array | undefined)[],
  step: number,
): number[] {
  const growth = rows.map((row) => row?.[step] ?? Number.NaN);
  if (!nested) return growth.map((count) => (count > 0 ? count : 0));
  // Without the bucket of all observations nobody knows how many there were.
  if (bounds.at(-1)!.le !== Infinity || Number.isNaN(growth.at(-1))) return growth.map(() => 0);
  return unnest(
    growth,
    bounds.map(({ le }) => le),
  );
}
