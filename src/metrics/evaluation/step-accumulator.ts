import type { ChunkSummary } from '../chunks/chunk-summary.js';
import type { SeriesShape } from '../metric-kind.js';
import { lowerBound, type Samples } from '../samples/samples.js';
import type { StepGrid } from './step-grid.js';

/** Collects the samples of all series of a group into one value for each step. */
export abstract class StepAccumulator {
  constructor(protected readonly grid: StepGrid) {}

  /** Says that the samples that follow are of another series. */
  startSeries(): void {}

  /** Adds samples of one series, ascending in time; what lies outside the grid is context only. */
  addSamples(samples: Samples, shape: SeriesShape): void {
    const { grid } = this;
    const end = lowerBound(samples.times, grid.endAt);
    for (let from = lowerBound(samples.times, grid.startAt); from < end; ) {
      const step = grid.indexOf(samples.times[from]!);
      let to = from + 1;
      const stepEnd = grid.endOf(step);
      while (to < end && samples.times[to]! < stepEnd) to++;
      this.addRange(step, samples, from, to, shape);
      from = to;
    }
  }

  /** Whether the summary of a chunk that lies inside one step does instead of its samples. */
  takesSummaries(_shape: SeriesShape): boolean {
    return true;
  }

  /** Adds a chunk that lies inside `step`, undecoded; for those that take summaries. */
  addSummary(step: number, { startAt, endAt }: ChunkSummary, _shape: SeriesShape): void {
    throw new Error(`step ${step} needs the samples of ${startAt} to ${endAt}, not their summary`);
  }

  /** The value of a step; NaN when nothing fell into it. */
  abstract value(step: number): number;

  /** Adds the samples from position `from` up to `to`, all of one step. */
  protected abstract addRange(step: number, samples: Samples, from: number, to: number, shape: SeriesShape): void;
}
