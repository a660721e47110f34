import type { BucketBounds } from '../evaluation/histogram/bucket-bounds.js';
import type { ExpositionFormat } from './exposition-format.js';
import type { ExposedLine } from './exposition-text.js';

interface Point {
  readonly gt: number | undefined;
  /** The bucket's upper bound, or the quantile. */
  readonly at: number;
  readonly value: number;
}

/** One histogram or summary: buckets or quantiles, sum and count. Each part is taken once. */
export class CompoundLines {
  private readonly points = new Map<string, Point>();
  private sum: number | undefined;
  private count: number | undefined;

  /** @returns whether it was new */
  addBucket({ gt, le }: BucketBounds, value: number): boolean {
    return this.addPoint({ gt, at: le, value });
  }

  /** @returns whether it was new */
  addQuantile(at: number, value: number): boolean {
    return this.addPoint({ gt: undefined, at, value });
  }

  /** @returns whether it was new */
  addSum(value: number): boolean {
    if (this.sum !== undefined) return false;
    this.sum = value;
    return true;
  }

  /** @returns whether it was new */
  addCount(value: number): boolean {
    if (this.count !== undefined) return false;
    this.count = value;
    return true;
  }

  /** Quantiles, sum and count. */
  summary(labels: string): ExposedLine[] {
    const lines: ExposedLine[] = ascending(this.points.values()).map(({ at, value }) => ({
      labels,
      point: { label: 'quantile', at },
      value,
    }));
    if (this.sum !== undefined) lines.push({ suffix: '_sum', labels, value: this.sum });
    if (this.count !== undefined) lines.push({ suffix: '_count', labels, value: this.count });
    return lines;
  }

  /**
   * Nested buckets with `+Inf`, which is also the count. OpenMetrics forbids a sum where observations may be negative, and
   * a count without a sum.
   */
  histogram(labels: string, format: ExpositionFormat): ExposedLine[] {
    const { buckets, total } = this.nested();
    const lines: ExposedLine[] = buckets.map(({ at, value }) => ({
      suffix: '_bucket',
      labels,
      point: { label: 'le', at },
      value,
    }));
    const hasNegative = buckets.some(({ at }) => at < 0);
    if (format === 'openmetrics' && (this.sum === undefined || hasNegative)) return lines;
    if (this.sum !== undefined) lines.push({ suffix: '_sum', labels, value: this.sum });
    lines.push({ suffix: '_count', labels, value: total });
    return lines;
  }

  private addPoint(point: Point): boolean {
    const key = `${point.gt} ${point.at}`;
    if (this.points.has(key)) return false;
    this.points.set(key, point);
    return true;
  }

  /** Buckets stored side by side (exponential ones) are added up; those stored nested stay as they are, never falling. */
  private nested(): { buckets: { at: number; value: number }[]; total: number } {
    const all = ascending(this.points.values());
    const stored = all.filter(({ gt }) => gt === undefined);
    const isNested = stored.length > 0;
    const valueAt = new Map<number, number>();
    let reached = 0;
    for (const { at, value } of isNested ? stored : all) {
      reached = isNested ? Math.max(reached, value) : reached + value;
      valueAt.set(at, reached);
    }
    const total = valueAt.get(Infinity) ?? Math.max(this.count ?? 0, reached);
    valueAt.set(Infinity, total);
    return { buckets: [...valueAt].map(([at, value]) => ({ at, value })), total };
  }
}

function ascending(points: Iterable<Point>): Point[] {
  return [...points].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}
