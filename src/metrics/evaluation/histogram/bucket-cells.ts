/** A bucket that holds the observations greater than `lower` and at most `upper`; when both are equal, those of one value. */
export interface Bucket {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The bounds of any number of buckets as one row of cells, so that buckets of different bounds can be added up. A bucket
 * that reaches over several cells is spread evenly, which is what interpolating inside it means.
 */
export class BucketCells {
  /** All finite bounds, ascending. */
  private readonly edges: Float64Array;
  /** For each bucket the cells it covers and the share of its observations in each. */
  private readonly shares: (readonly [cell: number, share: number])[][];
  private readonly counts: Float64Array;

  constructor(buckets: readonly Bucket[]) {
    const bounds = new Set(buckets.flatMap(({ lower, upper }) => [lower, upper]).filter(Number.isFinite));
    this.edges = Float64Array.from(bounds).sort();
    this.shares = buckets.map((bucket) => this.sharesOf(bucket));
    this.counts = new Float64Array(this.edges.length * 2);
  }

  /**
   * The value below which a fraction (0 … 1) of the observations lies, as Prometheus' histogram_quantile tells it: linear
   * inside a cell, and the highest finite bound for what lies above it. NaN without observations or finite bounds.
   *
   * @param observations how many each bucket holds
   */
  quantile(observations: ArrayLike<number>, fraction: number): number {
    const { counts } = this;
    counts.fill(0);
    let total = 0;
    for (let i = 0; i < this.shares.length; i++) {
      total += observations[i]!;
      for (const [cell, share] of this.shares[i]!) counts[cell]! += observations[i]! * share;
    }
    if (!(total > 0) || counts.length === 0) return Number.NaN;
    const rank = fraction * total;
    let before = 0;
    let filled = -1;
    for (let cell = 0; cell < counts.length; cell++) {
      if (counts[cell] === 0) continue;
      if (filled >= 0) before += counts[filled]!;
      filled = cell;
      if (before + counts[cell]! >= rank) break;
    }
    return this.valueIn(filled, Math.min(1, (rank - before) / counts[filled]!));
  }

  /** Cells in order: at edge 0, between edges 0 and 1, at edge 1, …, above the last edge. */
  private valueIn(cell: number, part: number): number {
    const edge = this.edges[cell >> 1]!;
    if (cell % 2 === 0 || cell === this.counts.length - 1) return edge;
    return edge + (this.edges[(cell >> 1) + 1]! - edge) * part;
  }

  private sharesOf({ lower, upper }: Bucket): [cell: number, share: number][] {
    if (upper === Infinity) return this.edges.length > 0 ? [[this.edges.length * 2 - 1, 1]] : [];
    const to = this.edges.indexOf(upper);
    if (!(lower < upper) || lower === -Infinity) return [[to * 2, 1]];
    const from = this.edges.indexOf(lower);
    const shares: [number, number][] = [];
    for (let i = from; i < to; i++) {
      shares.push([i * 2 + 1, (this.edges[i + 1]! - this.edges[i]!) / (upper - lower)]);
    }
    return shares;
  }
}
