/** Leaves room below one percent for rounding a representative to six digits. */
const RELATIVE_ERROR = 0.0099;
const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
const LOG_GAMMA = Math.log(GAMMA);
/** Smaller magnitudes count as zero; it keeps the number of possible buckets finite. */
const SMALLEST = 1e-9;

/** A value standing for `count` observations, each within one percent of it. */
export interface WeightedValue {
  readonly value: number;
  readonly count: number;
}

/**
 * Observations in logarithmic buckets: any quantile, and the sum, stay within one percent of the truth, and histograms
 * of several processes merge by adding counts. About 230 buckets per factor of a hundred; usually a few dozen are filled.
 * Source of the bucket rule: DDSketch (Masson, Rim, Lee 2019).
 */
export class LogHistogram {
  private readonly positive = new Map<number, number>();
  private readonly negative = new Map<number, number>();
  private zeros = 0;

  /** Adds one finite observation. */
  observe(value: number): void {
    const magnitude = Math.abs(value);
    if (magnitude < SMALLEST) {
      this.zeros += 1;
      return;
    }
    const buckets = value > 0 ? this.positive : this.negative;
    const index = Math.ceil(Math.log(magnitude) / LOG_GAMMA);
    buckets.set(index, (buckets.get(index) ?? 0) + 1);
  }

  /** Every filled bucket as its representative value and count, in no particular order. */
  weightedValues(): WeightedValue[] {
    const values: WeightedValue[] = [];
    for (const [index, count] of this.negative) values.push({ value: -representative(index), count });
    if (this.zeros > 0) values.push({ value: 0, count: this.zeros });
    for (const [index, count] of this.positive) values.push({ value: representative(index), count });
    return values;
  }
}

/** The value whose relative distance to both ends of the bucket (γ^(i-1), γ^i] is the same. */
function representative(index: number): number {
  return Number(((2 * Math.exp(index * LOG_GAMMA)) / (GAMMA + 1)).toPrecision(6));
}
