import { pooledDoubles } from '../samples/pooled-doubles.js';
import { selectNth } from './select-nth.js';

/** Up to so many values are kept as they are, so that small percentiles are exact. */
const EXACT_VALUES = 4096;
/** Room at the start. */
const FIRST_VALUES = 16;
/** Above that, values within half a percent share a bin, so a percentile is off by less than half a percent. */
const BIN_WIDTH = Math.log(1.005);

/** Weighted values from which any percentile can be read. Memory stays bounded however many are added. */
export class ValueDistribution {
  private values = pooledDoubles(FIRST_VALUES);
  /** Undefined while each value was observed once. */
  private counts: Float64Array | undefined;
  private length = 0;
  private limit = EXACT_VALUES;

  /** @param claim asks for room for so many more values, and throws when there is none */
  constructor(private readonly claim: (count: number) => void = () => {}) {
    claim(FIRST_VALUES);
  }

  /** Adds `count` observations of a value that is a number. */
  add(value: number, count: number): void {
    if (this.length === this.values.length) this.makeRoom();
    if (count !== 1) this.counts ??= new Float64Array(this.values.length).fill(1);
    if (this.counts) this.counts[this.length] = count;
    this.values[this.length++] = value;
  }

  /** Number of observations. */
  get observations(): number {
    if (!this.counts) return this.length;
    let sum = 0;
    for (let i = 0; i < this.length; i++) sum += this.counts[i]!;
    return sum;
  }

  /**
   * The value below which a fraction (0 … 1) of the observations lies, interpolated between the two nearest ones, as
   * PostgreSQL's percentile_cont does; NaN without observations.
   */
  quantile(fraction: number): number {
    if (this.length === 0) return Number.NaN;
    const rank = fraction * (this.observations - 1);
    const [lower, upper] = this.counts ? this.weightedNeighbors(this.counts, rank) : this.neighbors(rank);
    return lower === upper || !Number.isFinite(lower) ? lower : lower + (upper - lower) * (rank - Math.floor(rank));
  }

  /** The observations on both sides of a rank. */
  private neighbors(rank: number): [lower: number, upper: number] {
    const place = Math.floor(rank);
    const lower = selectNth(this.values, this.length, place);
    if (place === rank) return [lower, lower];
    let upper = Infinity;
    for (let i = place + 1; i < this.length; i++) upper = Math.min(upper, this.values[i]!);
    return [lower, upper];
  }

  private weightedNeighbors(counts: Float64Array, rank: number): [lower: number, upper: number] {
    const countOf = new Map<number, number>();
    for (let i = 0; i < this.length; i++) {
      const value = this.values[i]!;
      countOf.set(value, (countOf.get(value) ?? 0) + counts[i]!);
    }
    // Typed arrays sort ten times as fast without a comparison of one's own.
    const ascending = Float64Array.from(countOf.keys()).sort();
    const at = (wanted: number): number => {
      let seen = 0;
      for (const value of ascending) {
        seen += countOf.get(value)!;
        if (wanted < seen) return value;
      }
      return ascending.at(-1)!;
    };
    return [at(Math.floor(rank)), at(Math.ceil(rank))];
  }

  private makeRoom(): void {
    if (this.length >= this.limit) {
      this.compress();
      if (this.length < this.limit / 2) return;
      this.limit *= 2;
    }
    this.claim(this.values.length);
    this.values = doubled(this.values);
    this.counts &&= doubled(this.counts);
  }

  /** Joins the values of one bin into their mean, which stays inside the bin: errors do not add up. */
  private compress(): void {
    const places = new Map<number | string, number>();
    const { values, length, counts = new Float64Array(values.length).fill(1) } = this;
    this.counts = counts;
    for (let i = 0; i < length; i++) {
      const value = values[i]!;
      const count = counts[i]!;
      const bin = binOf(value);
      const place = places.get(bin);
      if (place === undefined) {
        values[places.size] = value;
        counts[places.size] = count;
        places.set(bin, places.size);
      } else {
        const total = counts[place]! + count;
        if (value !== values[place]) values[place]! += (value - values[place]!) * (count / total);
        counts[place] = total;
      }
    }
    this.length = places.size;
  }
}

function binOf(value: number): number | string {
  if (value === 0 || !Number.isFinite(value)) return value;
  const bin = Math.floor(Math.log(Math.abs(value)) / BIN_WIDTH);
  return value > 0 ? bin : `-${bin}`;
}

function doubled(values: Float64Array): Float64Array<ArrayBuffer> {
  const result = pooledDoubles(values.length * 2);
  result.set(values);
  return result;
}
