import type { Samples } from '../samples/samples.js';
import { StepAccumulator } from './step-accumulator.js';
import type { StepGrid } from './step-grid.js';

/**
 * Population standard deviation of all observations in a step, as Prometheus' stddev_over_time: by the running mean and
 * squared deviations of Welford (1962), weighted, which stay exact where sums of squares do not.
 */
export class DeviationAccumulator extends StepAccumulator {
  private readonly observations: Float64Array;
  private readonly means: Float64Array;
  /** Sums of squared deviations from the mean. */
  private readonly squares: Float64Array;

  constructor(grid: StepGrid) {
    super(grid);
    this.observations = new Float64Array(grid.count);
    this.means = new Float64Array(grid.count);
    this.squares = new Float64Array(grid.count);
  }

  override takesSummaries(): boolean {
    return false;
  }

  value(step: number): number {
    const observations = this.observations[step]!;
    return observations === 0 ? Number.NaN : Math.sqrt(this.squares[step]! / observations);
  }

  protected addRange(step: number, { values, counts }: Samples, from: number, to: number): void {
    let observations = this.observations[step]!;
    let mean = this.means[step]!;
    let squares = this.squares[step]!;
    for (let i = from; i < to; i++) {
      const value = values[i]!;
      if (Number.isNaN(value)) continue;
      const count = counts ? counts[i]! : 1;
      const distance = value - mean;
      observations += count;
      mean += (distance * count) / observations;
      squares += distance * (value - mean) * count;
    }
    this.observations[step] = observations;
    this.means[step] = mean;
    this.squares[step] = squares;
  }
}
