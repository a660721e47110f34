import type { ChunkSummary } from '../chunks/chunk-summary.js';
import type { SeriesShape } from '../metric-kind.js';
import type { Samples } from '../samples/samples.js';
import { StepAccumulator } from './step-accumulator.js';
import type { StepGrid } from './step-grid.js';

/**
 * By how much something grew in a step, or how fast (per second), added up over the series of the group:
 * a delta counter by its increments, a histogram by its observations, a cumulative counter by the differences of
 * neighbouring samples, where a smaller value means that it restarted at zero; a gauge or summary by plain differences.
 * A difference belongs to the step of its later sample; the first sample ever has none.
 */
export class IncreaseAccumulator extends StepAccumulator {
  private readonly increases: Float64Array;
  /** The value before the next one of the series. */
  private previous = Number.NaN;

  constructor(
    grid: StepGrid,
    private readonly perSecond: boolean,
  ) {
    super(grid);
    this.increases = new Float64Array(grid.count).fill(Number.NaN);
  }

  override startSeries(): void {
    this.previous = Number.NaN;
  }

  override addSamples(samples: Samples, shape: SeriesShape): void {
    if (countsEvents(shape)) super.addSamples(samples, shape);
    else this.addDifferences(samples, shape.kind === 'counter');
  }

  override takesSummaries(shape: SeriesShape): boolean {
    return countsEvents(shape);
  }

  override addSummary(step: number, { observationCount, sum }: ChunkSummary, { kind }: SeriesShape): void {
    if (observationCount > 0) this.add(step, kind === 'histogram' ? observationCount : sum);
  }

  value(step: number): number {
    const increase = this.increases[step]!;
    return this.perSecond ? this.grid.perSecond(increase, step) : increase;
  }

  protected addRange(step: number, { values, counts }: Samples, from: number, to: number, shape: SeriesShape): void {
    for (let i = from; i < to; i++) {
      const value = values[i]!;
      const count = counts ? counts[i]! : 1;
      if (!Number.isNaN(value)) this.add(step, shape.kind === 'histogram' ? count : value * count);
    }
  }

  private addDifferences({ times, values }: Samples, restarts: boolean): void {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (Number.isNaN(value)) continue;
      const step = this.grid.indexOf(times[i]!);
      if (step >= 0 && !Number.isNaN(this.previous)) {
        this.add(step, restarts && value < this.previous ? value : value - this.previous);
      }
      this.previous = value;
    }
  }

  private add(step: number, increase: number): void {
    const known = this.increases[step]!;
    this.increases[step] = Number.isNaN(known) ? increase : known + increase;
  }
}

function countsEvents({ kind, temporality }: SeriesShape): boolean {
  return kind === 'histogram' || (kind === 'counter' && temporality === 'delta');
}
