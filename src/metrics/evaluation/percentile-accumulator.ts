import type { Samples } from '../samples/samples.js';
import { StepAccumulator } from './step-accumulator.js';
import type { StepGrid } from './step-grid.js';
import { ValueDistribution } from './value-distribution.js';

/** A percentile of all observations in a step, each sample weighted by its count. */
export class PercentileAccumulator extends StepAccumulator {
  private readonly distributions: (ValueDistribution | undefined)[];

  /**
   * @param fraction 0 … 1
   * @param claim asks for room for so many more values
   */
  constructor(
    grid: StepGrid,
    private readonly fraction: number,
    private readonly claim: (count: number) => void,
  ) {
    super(grid);
    this.distributions = Array.from({ length: grid.count });
  }

  override takesSummaries(): boolean {
    return false;
  }

  value(step: number): number {
    return this.distributions[step]?.quantile(this.fraction) ?? Number.NaN;
  }

  protected addRange(step: number, { values, counts }: Samples, from: number, to: number): void {
    const distribution = this.distributions[step] ?? new ValueDistribution(this.claim);
    this.distributions[step] = distribution;
    for (let i = from; i < to; i++) {
      if (!Number.isNaN(values[i])) distribution.add(values[i]!, counts ? counts[i]! : 1);
    }
  }
}
