import type { SeriesRef } from '../../../metrics/series/sample-draft.js';
import { MAX_BUCKETS } from '../../exponential-buckets.js';
import { fixed64Tag, lengthTag, varintTag } from '../../protobuf/proto-reader.js';
import type { PointContext } from './data-point.js';
import { DistributionPoint } from './distribution-point.js';
import { NumberList } from './number-list.js';
import { ROLES } from './series-role.js';

const BUCKET_COUNTS = [lengthTag(6), fixed64Tag(6)];
const EXPLICIT_BOUNDS = [lengthTag(7), fixed64Tag(7)];
const MIN = fixed64Tag(11);
const MAX = fixed64Tag(12);

/** Points of histograms with explicit bounds: stored as Prometheus stores its classic histograms. */
export class HistogramPoint extends DistributionPoint {
  protected readonly fields = { attributes: lengthTag(9), exemplars: lengthTag(8), flags: varintTag(10) };
  private readonly counts = new NumberList(MAX_BUCKETS);
  private readonly bounds = new NumberList(MAX_BUCKETS);

  constructor(context: PointContext) {
    super(context, MIN, MAX);
  }

  protected override clear(): void {
    super.clear();
    this.counts.clear();
    this.bounds.clear();
  }

  protected override readValue(tag: number): boolean {
    if (BUCKET_COUNTS.includes(tag)) this.counts.addFixed64(this.context.reader);
    else if (EXPLICIT_BOUNDS.includes(tag)) this.bounds.addDoubles(this.context.reader);
    else return super.readValue(tag);
    return true;
  }

  protected recordBuckets(): boolean {
    const fault = this.findFault();
    if (fault) return this.refuse(fault);
    const { bucket } = this.cumulative ? ROLES.cumulative : ROLES.delta;
    const bounds = this.bounds.values;
    let total = 0;
    for (let i = 0; i < this.counts.values.length; i++) {
      total += this.counts.values[i]!;
      if (bounds[i] === Infinity) continue; // a sender's own last bound: the bucket behind it is the same
      const ref = this.context.series.find(bucket, bounds[i] ?? Infinity);
      if (ref === 0) return false;
      this.addTotal(ref, total, this.cumulative);
    }
    return this.recordTotals();
  }

  /** The bucket that the value falls in. */
  protected seriesOf(value: number): SeriesRef {
    const { series } = this.context;
    const role = this.cumulative ? ROLES.cumulative : ROLES.delta;
    if (this.counts.values.length === 0) return series.find(role.count);
    return series.find(role.bucket, this.bounds.values.find((bound) => value <= bound) ?? Infinity);
  }

  private findFault(): string | undefined {
    const counts = this.counts.values;
    const bounds = this.bounds.values;
    if (this.counts.isOver || this.bounds.isOver) return `the point has more than ${MAX_BUCKETS} buckets`;
    const complete = counts.length === bounds.length + 1 || (counts.length === 0 && bounds.length === 0);
    if (!complete) return `the point has ${counts.length} bucket counts for ${bounds.length} bounds`;
    const ascending = bounds.every((bound, i) => bound > (i === 0 ? -Infinity : bounds[i - 1]!));
    return ascending ? undefined : 'the bounds are not in ascending order';
  }
}
