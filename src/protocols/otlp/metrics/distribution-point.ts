import { unsignedAt } from '../../protobuf/fixed64.js';
import { fixed64Tag } from '../../protobuf/proto-reader.js';
import { DataPoint, type MetricShape, type PointContext } from './data-point.js';
import { ROLES, type SeriesRole } from './series-role.js';

const COUNT = fixed64Tag(4);
const SUM = fixed64Tag(5);

/** What the points of both types of histogram share. */
export abstract class DistributionPoint extends DataPoint {
  protected cumulative = false;
  private count = 0;
  private sum: number | undefined;
  private min: number | undefined;
  private max: number | undefined;

  /** @param minTag and @param maxTag those of the fields min and max */
  constructor(
    context: PointContext,
    private readonly minTag: number,
    private readonly maxTag: number,
  ) {
    super(context);
  }

  /** Adds the samples of the buckets. @returns false when the point was refused */
  protected abstract recordBuckets(): boolean;

  protected clear(): void {
    this.count = 0;
    this.sum = undefined;
    this.min = undefined;
    this.max = undefined;
  }

  protected readValue(tag: number): boolean {
    const { reader } = this.context;
    if (tag === COUNT) this.count = unsignedAt(reader.view, reader.fixed64());
    else if (tag === SUM) this.sum = reader.double();
    else if (tag === this.minTag) this.min = reader.double();
    else if (tag === this.maxTag) this.max = reader.double();
    else return false;
    return true;
  }

  protected record({ cumulative }: MetricShape): boolean {
    this.cumulative = cumulative;
    if (this.isStale) return !cumulative || this.recordStale();
    // Buckets first: they have the most tags and the longest name, so what cannot be taken stops there.
    if (!this.recordBuckets()) return false;
    this.addLevel(ROLES.min, this.min);
    this.addLevel(ROLES.max, this.max);
    return true;
  }

  /** Adds count and sum. @returns false when they cannot be taken */
  protected recordTotals(): boolean {
    const { series } = this.context;
    const role = this.cumulative ? ROLES.cumulative : ROLES.delta;
    const count = series.find(role.count);
    if (count === 0) return false;
    this.addTotal(count, this.count, this.cumulative);
    if (this.sum !== undefined) this.addTotal(series.find(role.sum), this.sum, this.cumulative);
    return true;
  }

  private addLevel(role: SeriesRole, value: number | undefined): void {
    const ref = value === undefined ? 0 : this.context.series.find(role);
    if (ref !== 0) this.context.draft.add(ref, this.at, value!);
  }

  private recordStale(): boolean {
    const { series } = this.context;
    const refs = [series.find(ROLES.cumulative.count), series.find(ROLES.cumulative.sum)];
    if (refs.includes(0)) return false;
    for (const ref of refs) this.addStale(ref);
    return true;
  }
}
