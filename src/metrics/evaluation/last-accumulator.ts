import type { ChunkSummary } from '../chunks/chunk-summary.js';
import type { Samples } from '../samples/samples.js';
import { StepAccumulator } from './step-accumulator.js';
import type { StepGrid } from './step-grid.js';

/** The newest value in a step among all series of the group. */
export class LastAccumulator extends StepAccumulator {
  private readonly values: Float64Array;
  private readonly times: Float64Array;

  constructor(grid: StepGrid) {
    super(grid);
    this.values = new Float64Array(grid.count).fill(Number.NaN);
    this.times = new Float64Array(grid.count).fill(-Infinity);
  }

  addSummary(step: number, { last, endAt }: ChunkSummary): void {
    this.add(step, last, endAt);
  }

  value(step: number): number {
    return this.values[step]!;
  }

  protected addRange(step: number, { times, values }: Samples, from: number, to: number): void {
    let position = to - 1;
    while (position > from && Number.isNaN(values[position])) position--;
    this.add(step, values[position]!, times[position]!);
  }

  private add(step: number, value: number, time: number): void {
    if (Number.isNaN(value) || time < this.times[step]!) return;
    this.values[step] = value;
    this.times[step] = time;
  }
}
