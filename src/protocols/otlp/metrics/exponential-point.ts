import type { SeriesRef } from '../../../metrics/series/sample-draft.js';
import type { SeriesIds } from '../../../metrics/series/series-ids.js';
import { middleOf, storedScale } from '../../exponential-buckets.js';
import { unsignedAt } from '../../protobuf/fixed64.js';
import { fixed64Tag, lengthTag, varintTag } from '../../protobuf/proto-reader.js';
import { BucketRange } from './bucket-range.js';
import type { PointContext } from './data-point.js';
import { DistributionPoint } from './distribution-point.js';
import { ROLES, type SeriesRole } from './series-role.js';

const SCALE = varintTag(6);
const ZERO_COUNT = fixed64Tag(7);
const POSITIVE = lengthTag(8);
const NEGATIVE = lengthTag(9);
const MIN = fixed64Tag(12);
const MAX = fixed64Tag(13);
const ZERO_THRESHOLD = fixed64Tag(14);

/** Numbers that are remembered are above 0; scales need not be. */
const SCALE_OFFSET = 1000;
/** For the hash under which the scale of a point's stream is remembered. */
const SCALE_CODE = -1;

/** Points of exponential histograms: running totals of buckets, or, sent as increments, weighted observations. */
export class ExponentialPoint extends DistributionPoint {
  protected readonly fields = { attributes: lengthTag(1), exemplars: lengthTag(11), flags: varintTag(10) };
  private readonly positive = new BucketRange();
  private readonly negative = new BucketRange();
  private scale = 0;
  private zeroCount = 0;
  private zeroThreshold = 0;
  /** Whether this process has seen the stream at the same stored scale: then a new bucket was empty until now. */
  private isKnown = false;

  /** @param scales the stored scales of cumulative streams, by hash */
  constructor(
    context: PointContext,
    private readonly scales: SeriesIds,
  ) {
    super(context, MIN, MAX);
  }

  protected override clear(): void {
    super.clear();
    this.positive.clear();
    this.negative.clear();
    this.scale = 0;
    this.zeroCount = 0;
    this.zeroThreshold = 0;
  }

  protected override readValue(tag: number): boolean {
    const { reader } = this.context;
    if (tag === SCALE) this.scale = reader.sint32();
    else if (tag === ZERO_COUNT) this.zeroCount = unsignedAt(reader.view, reader.fixed64());
    else if (tag === POSITIVE) this.positive.read(reader);
    else if (tag === NEGATIVE) this.negative.read(reader);
    else if (tag === ZERO_THRESHOLD) this.zeroThreshold = reader.double();
    else return super.readValue(tag);
    return true;
  }

  protected recordBuckets(): boolean {
    const target = this.cumulative ? storedScale(this.scale) : this.scale;
    const fault = this.positive.gather(this.scale, target) ?? this.negative.gather(this.scale, target);
    if (fault) return this.refuse(fault);
    if (!(this.zeroThreshold >= 0)) return this.refuse('the zero threshold is not a number of at least 0');
    return this.cumulative ? this.addBuckets(target) && this.recordTotals() : this.addObservations();
  }

  /** The bucket that the value falls in. */
  protected seriesOf(value: number): SeriesRef {
    const { series } = this.context;
    if (!this.cumulative) return series.find(ROLES.observations);
    const distance = Math.abs(value);
    if (this.zeroCount > 0 && distance <= this.zeroThreshold) return series.find(ROLES.zero, this.zeroThreshold);
    const scale = storedScale(this.scale);
    const [range, role] = value > 0 ? [this.positive, ROLES.positive] : [this.negative, ROLES.negative];
    const index = range.find(distance, scale);
    return index === undefined ? series.find(ROLES.cumulative.count) : series.find(role, index, scale);
  }

  private addBuckets(scale: number): boolean {
    this.isKnown = this.remember(scale);
    const { positive, negative, zeroCount, zeroThreshold } = this;
    const addRange = (role: SeriesRole, { indexes, counts }: BucketRange) =>
      indexes.every((index, i) => this.addBucket(role, index, scale, counts[i]!));
    return (
      (zeroCount === 0 || this.addBucket(ROLES.zero, zeroThreshold, 0, zeroCount)) &&
      addRange(ROLES.positive, positive) &&
      addRange(ROLES.negative, negative)
    );
  }

  private addBucket(role: SeriesRole, first: number, second: number, count: number): boolean {
    const { series, draft } = this.context;
    const ref = series.find(role, first, second);
    if (ref === 0) return false;
    draft.add(ref, this.at, count);
    if (!this.addStart(ref) && this.isKnown) draft.zeroUnlessSeen(ref, this.at - 1);
    return true;
  }

  /** Remembers the scale of the point's stream. @returns whether it was the same before */
  private remember(scale: number): boolean {
    const { series, draft } = this.context;
    const remembered = Math.max(1, scale + SCALE_OFFSET);
    series.hashOf(SCALE_CODE);
    const known = this.scales.get(draft.hash, draft.now);
    this.scales.set(draft.hash, remembered, draft.now);
    return known === remembered;
  }

  /** Each bucket as so many observations of the value that stands for it; its scale then does not matter. */
  private addObservations(): boolean {
    const { series, draft } = this.context;
    const ref = series.find(ROLES.observations);
    if (ref === 0) return false;
    if (this.zeroCount > 0) draft.add(ref, this.at, 0, this.zeroCount);
    for (const [{ indexes, counts }, sign] of [[this.positive, 1] as const, [this.negative, -1] as const]) {
      for (let i = 0; i < indexes.length; i++) {
        draft.add(ref, this.at, sign * middleOf(indexes[i]!, this.scale), counts[i]);
      }
    }
    return true;
  }
}
