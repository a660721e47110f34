import { isState, type SeriesShape } from '../metric-kind.js';
import { orderSamples } from '../samples/order-samples.js';
import type { Samples } from '../samples/samples.js';
import type { Aggregation } from './aggregation.js';
import { ExtremeAccumulator } from './extreme-accumulator.js';
import { IncreaseAccumulator } from './increase-accumulator.js';
import { LastAccumulator } from './last-accumulator.js';
import { MomentAccumulator } from './moment-accumulator.js';
import { overlappingParts } from './overlapping-parts.js';
import { PercentileAccumulator } from './percentile-accumulator.js';
import type { SeriesPart } from './series-part.js';
import type { StepAccumulator } from './step-accumulator.js';
import type { StepGrid } from './step-grid.js';

/** A series as the evaluation sees it. */
export interface EvaluatedSeries extends SeriesShape {
  readonly tags: Readonly<Record<string, string>>;
}

/** One group's values: NaN where a step has no data. */
export interface MetricResult {
  /** The tags grouped by; a tag that the series of the group do not have is left out. */
  readonly tags: Record<string, string>;
  /** Start of each step, epoch milliseconds. */
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** More values than any screen can show: refused before they fill the memory. */
const MAX_VALUES = 1_000_000;

const NONE: ReadonlySet<SeriesPart> = new Set();

/** Thrown when groups times steps pass {@link MAX_VALUES}. */
export class QueryTooLarge extends Error {}

/** Evaluates one aggregation over series added one at a time. Pure: reads no clock and no database. */
export class GroupedEvaluation {
  private readonly groups = new Map<string, { tags: Record<string, string>; accumulator: StepAccumulator }>();
  private current: EvaluatedSeries | undefined;

  constructor(
    private readonly aggregation: Aggregation,
    private readonly grid: StepGrid,
    private readonly groupBy: readonly string[],
  ) {}

  /**
   * Adds samples of a series. A series may come in several portions one after the other, always as the same object;
   * portions of states must ascend in time and not overlap.
   *
   * @param parts in the order in which they were written
   */
  add(series: EvaluatedSeries, parts: readonly SeriesPart[]): void {
    const accumulator = this.accumulatorFor(series.tags);
    if (series !== this.current) accumulator.startSeries();
    this.current = series;
    const lastWins = isState(series);
    const summarized = accumulator.takesSummaries(series);
    // Of states that overlap, some may have been overwritten: only their samples can tell.
    const overlapping = summarized && lastWins ? overlappingParts(parts) : NONE;
    const decoded: Samples[] = [];
    for (const part of parts) {
      const step = summarized && !overlapping.has(part) ? this.stepOf(part) : -1;
      if (step >= 0) accumulator.addSummary(step, part.summary!, series);
      else decoded.push(part.samples());
    }
    // Events need no order among parts.
    for (const samples of lastWins ? orderSamples(decoded, true) : decoded) accumulator.addSamples(samples, series);
  }

  /**
   * The groups that have at least one value, in the order of their tags.
   *
   * @param pause awaited between the parts of the work
   */
  async results(pause: () => Promise<void> = async () => {}): Promise<MetricResult[]> {
    const times = this.grid.times();
    const results: MetricResult[] = [];
    for (const [, { tags, accumulator }] of [...this.groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const values = new Float64Array(times.length);
      for (let step = 0; step < values.length; step++) {
        values[step] = accumulator.value(step);
        if (step % 64 === 0) await pause();
      }
      if (values.some((value) => !Number.isNaN(value))) results.push({ tags, times, values });
    }
    return results;
  }

  /** The step inside which a chunk lies; -1 when there is none. */
  private stepOf({ summary }: SeriesPart): number {
    const step = summary ? this.grid.indexOf(summary.startAt) : -1;
    return step >= 0 && summary!.endAt < this.grid.endOf(step) ? step : -1;
  }

  private accumulatorFor(tags: EvaluatedSeries['tags']): StepAccumulator {
    const key = JSON.stringify(this.groupBy.map((tag) => tags[tag] ?? ''));
    const known = this.groups.get(key);
    if (known) return known.accumulator;
    if ((this.groups.size + 1) * this.grid.count > MAX_VALUES) {
      throw new QueryTooLarge(`the query has more than ${MAX_VALUES} values: use a longer step or fewer groups`);
    }
    const present = this.groupBy.filter((tag) => tags[tag]);
    const accumulator = createAccumulator(this.aggregation, this.grid);
    this.groups.set(key, { tags: Object.fromEntries(present.map((tag) => [tag, tags[tag]!])), accumulator });
    return accumulator;
  }
}

function createAccumulator(aggregation: Aggregation, grid: StepGrid): StepAccumulator {
  switch (aggregation.name) {
    case 'percentile':
      return new PercentileAccumulator(grid, aggregation.fraction);
    case 'min':
    case 'max':
      return new ExtremeAccumulator(grid, aggregation.name);
    case 'last':
      return new LastAccumulator(grid);
    case 'rate':
    case 'increase':
      return new IncreaseAccumulator(grid, aggregation.name === 'rate');
    default:
      return new MomentAccumulator(grid, aggregation.name);
  }
}
