import type { ChunkSummary } from '../chunks/chunk-summary.js';
import type { Samples } from '../samples/samples.js';
import { StepAccumulator } from './step-accumulator.js';
import type { StepGrid } from './step-grid.js';

/** Least or greatest value in a step. */
export class ExtremeAccumulator extends StepAccumulator {
  private readonly extremes: Float64Array;
  private readonly sign: 1 | -1;

  constructor(
    grid: StepGrid,
    private readonly extreme: 'min' | 'max',
  ) {
    super(grid);
    this.sign = extreme === 'max' ? 1 : -1;
    this.extremes = new Float64Array(grid.count).fill(Number.NaN);
  }

  override addSummary(step: number, summary: ChunkSummary): void {
    this.add(step, summary[this.extreme]);
  }

  value(step: number): number {
    return this.extremes[step]!;
  }

  protected addRange(step: number, { values }: Samples, from: number, to: number): void {
    for (let i = from; i < to; i++) this.add(step, values[i]!);
  }

  private add(step: number, value: number): void {
    const known = this.extremes[step]!;
    if ((value - known) * this.sign > 0 || Number.isNaN(known)) this.extremes[step] = value;
  }
}
