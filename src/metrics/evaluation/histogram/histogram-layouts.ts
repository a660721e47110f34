import type { Pacer } from '../../../jobs/pacer.js';
import type { EvaluatedSeries } from '../series-evaluation.js';
import { BOUND_TAGS, type BucketBounds, boundsOf } from './bucket-bounds.js';

/** Histograms with the same bounds, whose buckets may be added up one by one. */
export interface HistogramLayout {
  /** Whether each bucket holds those below it, too; `bounds` then ascend. */
  readonly nested: boolean;
  readonly bounds: readonly BucketBounds[];
  /** Which of the bounds each series counts. */
  readonly bucketOf: ReadonlyMap<EvaluatedSeries, number>;
}

type GrowingLayout = HistogramLayout & { bounds: BucketBounds[]; bucketOf: Map<EvaluatedSeries, number> };
type Bucket = BucketBounds & { readonly series: EvaluatedSeries };

/**
 * Sorts series into histograms (equal tags but for the bounds), and those into layouts. Buckets that tell both their
 * bounds need no others to be understood: they all are one layout. What is no bucket is left out.
 */
export async function findLayouts(series: readonly EvaluatedSeries[], pacer: Pacer): Promise<HistogramLayout[]> {
  const plain = new PlainLayout();
  const histograms = new Map<string, Bucket[]>();
  for (const one of series) {
    const bounds = boundsOf(one.tags);
    if (bounds?.gt !== undefined) plain.add(one, bounds);
    else if (bounds) {
      const key = histogramKey(one);
      const buckets = histograms.get(key) ?? [];
      buckets.push({ ...bounds, series: one });
      histograms.set(key, buckets);
    }
    if (pacer.isDue) await pacer.pause();
  }
  const layouts = new Map<string, GrowingLayout>();
  for (const buckets of histograms.values()) {
    addNested(layouts, buckets);
    if (pacer.isDue) await pacer.pause();
  }
  return [...layouts.values(), plain];
}

function addNested(layouts: Map<string, GrowingLayout>, buckets: readonly Bucket[]): void {
  const bounds = [...new Set(buckets.map(({ le }) => le))].sort((a, b) => a - b);
  const key = bounds.join();
  const layout = layouts.get(key) ?? {
    nested: true,
    bounds: bounds.map((le) => ({ gt: undefined, le })),
    bucketOf: new Map(),
  };
  layouts.set(key, layout);
  for (const { series, le } of buckets) layout.bucketOf.set(series, bounds.indexOf(le));
}

class PlainLayout implements HistogramLayout {
  readonly nested = false;
  readonly bounds: BucketBounds[] = [];
  readonly bucketOf = new Map<EvaluatedSeries, number>();
  private readonly places = new Map<string, number>();

  add(series: EvaluatedSeries, bounds: BucketBounds): void {
    const key = `${bounds.gt} ${bounds.le}`;
    const place = this.places.get(key) ?? this.bounds.push(bounds) - 1;
    this.places.set(key, place);
    this.bucketOf.set(series, place);
  }
}

function histogramKey({ name, tags }: EvaluatedSeries): string {
  const own = Object.keys(tags).filter((tag) => !BOUND_TAGS.includes(tag));
  return JSON.stringify([name, ...own.sort().flatMap((tag) => [tag, tags[tag]])]);
}
