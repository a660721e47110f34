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
    const { times } = samples;
    const end = lowerBound(times, grid.endAt);
    let width = 1;
    for (let from = lowerBound(times, grid.startAt); from < end; ) {
      const step = grid.indexOf(times[from]!);
      const stepEnd = grid.endOf(step);
      // Most steps hold as many samples as the one before: a guess that saves looking at each.
      let to = from + width;
      if (to > end || times[to - 1]! >= stepEnd) to = from + 1;
      while (to < end && times[to]! < stepEnd) to++;
      this.addRange(step, samples, from, to, shape);
      width = to - from;
      from = to;
    }
  }

  /** Whether the summary of a chunk that lies inside one step does instead of its samples. */
  takesSummaries(_shape: SeriesShape): boolean {
    return true;
  }

  /** The step to which a chunk can be added by its summary alone, which is one that it lies inside; -1 when there is none. */
  stepOfSummary({ startAt, endAt }: ChunkSummary): number {
    const step = this.grid.indexOf(startAt);
    return step >= 0 && endAt < this.grid.endOf(step) ? step : -1;
  }

  /** Adds a chunk to the step that {@link stepOfSummary} found, undecoded; for those that take summaries. */
  addSummary(step: number, { startAt, endAt }: ChunkSummary, _shape: SeriesShape): void {
    throw new Error(`step ${step} needs the samples of ${startAt} to ${endAt}, not their summary`);
  }

  /** The value of a step; NaN when nothing fell into it. */
  abstract value(step: number): number;

  /** Adds the samples from position `from` up to `to`, all of one step. */
  protected abstract addRange(step: number, samples: Samples, from: number, to: number, shape: SeriesShape): void;
}
