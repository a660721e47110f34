import type { SeriesRef } from '../../../metrics/series/sample-draft.js';
import { signedAt } from '../../protobuf/fixed64.js';
import { fixed64Tag, lengthTag, varintTag } from '../../protobuf/proto-reader.js';
import { DataPoint, type MetricShape } from './data-point.js';
import { ROLES, type SeriesRole } from './series-role.js';

const AS_DOUBLE = fixed64Tag(4);
const AS_INT = fixed64Tag(6);

/** Points of gauges and sums. */
export class NumberPoint extends DataPoint {
  protected readonly fields = { attributes: lengthTag(7), exemplars: lengthTag(5), flags: varintTag(8) };
  /** Where the value is; below 0 when there is none. */
  private valueAt = -1;
  private isInteger = false;
  private ref: SeriesRef = 0;

  protected clear(): void {
    this.valueAt = -1;
    this.ref = 0;
  }

  protected readValue(tag: number): boolean {
    if (tag !== AS_DOUBLE && tag !== AS_INT) return false;
    this.valueAt = this.context.reader.fixed64();
    this.isInteger = tag === AS_INT;
    return true;
  }

  protected record(shape: MetricShape): boolean {
    const { draft, reader, series } = this.context;
    const role = roleOf(shape);
    if (this.isStale && role === ROLES.delta.value) return true; // nothing was added
    if (!this.isStale && this.valueAt < 0) return this.refuse('the point has no value');
    this.ref = series.find(role);
    if (this.ref === 0) return false;
    if (this.isStale) this.addStale(this.ref);
    else if (this.isInteger) draft.add(this.ref, this.at, signedAt(reader.view, this.valueAt));
    else draft.addFrom(this.ref, this.at, reader.view, this.valueAt);
    if (role === ROLES.cumulative.value) this.addStart(this.ref);
    return true;
  }

  protected seriesOf(): SeriesRef {
    return this.ref;
  }
}

/** A total that may also fall is a level. What was added to a total counts, whether it may fall or not. */
function roleOf({ cumulative, monotonic }: MetricShape): SeriesRole {
  if (!cumulative) return ROLES.delta.value;
  return monotonic ? ROLES.cumulative.value : ROLES.gauge;
}
