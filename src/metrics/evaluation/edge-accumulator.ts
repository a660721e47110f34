import type { ChunkSummary } from '../chunks/chunk-summary.js';
import type { Samples } from '../samples/samples.js';
import { StepAccumulator } from './step-accumulator.js';
import type { StepGrid } from './step-grid.js';

/** The oldest or the newest value in a step among all series of the group. */
export class EdgeAccumulator extends StepAccumulator {
  private readonly values: Float64Array;
  private readonly times: Float64Array;
  private readonly sign: 1 | -1;

  constructor(
    grid: StepGrid,
    private readonly edge: 'first' | 'last',
  ) {
    super(grid);
    this.sign = edge === 'last' ? 1 : -1;
    this.values = new Float64Array(grid.count).fill(Number.NaN);
    this.times = new Float64Array(grid.count).fill(-this.sign * Infinity);
  }

  override addSummary(step: number, { first, startAt, last, endAt }: ChunkSummary): void {
    if (this.edge === 'last') this.add(step, last, endAt);
    else this.add(step, first, startAt);
  }

  value(step: number): number {
    return this.values[step]!;
  }

  protected addRange(step: number, { times, values }: Samples, from: number, to: number): void {
    const end = this.sign === 1 ? from : to - 1;
    let position = this.sign === 1 ? to - 1 : from;
    while (position !== end && Number.isNaN(values[position])) position -= this.sign;
    this.add(step, values[position]!, times[position]!);
  }

  /** Of values of one instant the newest is the one that was added last, the oldest the one that was added first. */
  private add(step: number, value: number, time: number): void {
    if (Number.isNaN(value)) return;
    const known = this.times[step]!;
    if (this.sign === 1 ? time < known : time >= known) return;
    this.values[step] = value;
    this.times[step] = time;
  }
}
