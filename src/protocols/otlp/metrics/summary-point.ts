import type { SeriesRef } from '../../../metrics/series/sample-draft.js';
import { MAX_BUCKETS } from '../../exponential-buckets.js';
import { unsignedAt } from '../../protobuf/fixed64.js';
import { fixed64Tag, lengthTag, varintTag } from '../../protobuf/proto-reader.js';
import { DataPoint } from './data-point.js';
import { ROLES } from './series-role.js';

const COUNT = fixed64Tag(4);
const SUM = fixed64Tag(5);
const QUANTILE_VALUES = lengthTag(6);
const QUANTILE = fixed64Tag(1);
const VALUE = fixed64Tag(2);

/** Points of summaries: quantiles that the sender worked out, with count and sum, which are always running totals. */
export class SummaryPoint extends DataPoint {
  /** Summaries have no exemplars. */
  protected readonly fields = { attributes: lengthTag(7), exemplars: 0, flags: varintTag(8) };
  private readonly quantiles: number[] = [];
  private readonly values: number[] = [];
  private count = 0;
  private sum = 0;

  protected clear(): void {
    this.quantiles.length = 0;
    this.values.length = 0;
    this.count = 0;
    this.sum = 0;
  }

  protected readValue(tag: number): boolean {
    const { reader } = this.context;
    if (tag === COUNT) this.count = unsignedAt(reader.view, reader.fixed64());
    else if (tag === SUM) this.sum = reader.double();
    else if (tag === QUANTILE_VALUES) this.readQuantile();
    else return false;
    return true;
  }

  protected record(): boolean {
    const { series } = this.context;
    if (this.quantiles.length > MAX_BUCKETS) return this.refuse(`the point has more than ${MAX_BUCKETS} quantiles`);
    if (!this.quantiles.every((quantile) => quantile >= 0 && quantile <= 1)) {
      return this.refuse('a quantile is not between 0 and 1');
    }
    // Quantiles have the most tags, the count the longest name: what cannot be taken stops at one of them.
    const refs = this.quantiles.map((quantile) => series.find(ROLES.quantile, quantile));
    const count = series.find(ROLES.cumulative.count);
    if (count === 0 || refs.includes(0)) return false;
    const sum = series.find(ROLES.cumulative.sum);
    if (this.isStale) for (const ref of [...refs, count, sum]) this.addStale(ref);
    else {
      for (const [i, ref] of refs.entries()) this.context.draft.add(ref, this.at, this.values[i]!);
      this.addTotal(count, this.count, true);
      this.addTotal(sum, this.sum, true);
    }
    return true;
  }

  protected seriesOf(): SeriesRef {
    return 0;
  }

  private readQuantile(): void {
    const { reader } = this.context;
    let quantile = 0;
    let value = 0;
    const outer = reader.enter();
    while (reader.next()) {
      if (reader.tag === QUANTILE) quantile = reader.double();
      else if (reader.tag === VALUE) value = reader.double();
      else reader.skip();
    }
    reader.leave(outer);
    if (this.quantiles.length > MAX_BUCKETS) return;
    this.quantiles.push(quantile);
    this.values.push(value);
  }
}
