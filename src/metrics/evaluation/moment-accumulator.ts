import type { ChunkSummary } from '../chunks/chunk-summary.js';
import type { Samples } from '../samples/samples.js';
import { StepAccumulator } from './step-accumulator.js';
import type { StepGrid } from './step-grid.js';

/** Average, sum or number of all observations in a step, each sample weighted by its count. */
export class MomentAccumulator extends StepAccumulator {
  private readonly sums: Float64Array;
  private readonly observations: Float64Array;

  constructor(
    grid: StepGrid,
    private readonly moment: 'avg' | 'sum' | 'count',
  ) {
    super(grid);
    this.sums = new Float64Array(grid.count);
    this.observations = new Float64Array(grid.count);
  }

  override addSummary(step: number, { sum, observationCount }: ChunkSummary): void {
    this.sums[step]! += sum;
    this.observations[step]! += observationCount;
  }

  value(step: number): number {
    const observations = this.observations[step]!;
    if (observations === 0) return Number.NaN;
    if (this.moment === 'count') return observations;
    return this.moment === 'sum' ? this.sums[step]! : this.sums[step]! / observations;
  }

  protected addRange(step: number, { values, counts }: Samples, from: number, to: number): void {
    let sum = 0;
    let observations = 0;
    for (let i = from; i < to; i++) {
      const value = values[i]!;
      if (Number.isNaN(value)) continue;
      const count = counts ? counts[i]! : 1;
      sum += value * count;
      observations += count;
    }
    this.sums[step]! += sum;
    this.observations[step]! += observations;
  }
}
