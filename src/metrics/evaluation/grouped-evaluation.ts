import { isState } from '../metric-kind.js';
import { orderSamples } from '../samples/order-samples.js';
import type { Samples } from '../samples/samples.js';
import type { Aggregation } from './aggregation.js';
import { DeviationAccumulator } from './deviation-accumulator.js';
import { EdgeAccumulator } from './edge-accumulator.js';
import { ExtremeAccumulator } from './extreme-accumulator.js';
import { IncreaseAccumulator } from './increase-accumulator.js';
import { MomentAccumulator } from './moment-accumulator.js';
import { overlappingParts } from './overlapping-parts.js';
import { PercentileAccumulator } from './percentile-accumulator.js';
import {
  type EvaluatedSeries,
  type EvaluationSetting,
  hasValue,
  type MetricResult,
  type SeriesEvaluation,
} from './series-evaluation.js';
import type { SeriesPart } from './series-part.js';
import { sortPaced } from './sort-paced.js';
import type { StepAccumulator } from './step-accumulator.js';

const NONE: ReadonlySet<SeriesPart> = new Set();

interface Group {
  readonly key: string;
  readonly tags: Record<string, string>;
  readonly accumulator: StepAccumulator;
}

/** Evaluates one aggregation over series. Reads no database. */
export class GroupedEvaluation implements SeriesEvaluation {
  private readonly groups = new Map<string, Group>();
  private current: EvaluatedSeries | undefined;
  readonly looksBack: boolean;

  constructor(
    private readonly aggregation: Aggregation,
    private readonly setting: EvaluationSetting,
  ) {
    this.looksBack = aggregation.name === 'rate' || aggregation.name === 'increase';
  }

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

  async results(): Promise<MetricResult[]> {
    const { grid, pacer } = this.setting;
    const times = grid.times();
    const results: MetricResult[] = [];
    for (const { tags, accumulator } of await sortPaced([...this.groups.values()], ({ key }) => key, pacer)) {
      const values = new Float64Array(times.length);
      for (let step = 0; step < values.length; step++) {
        values[step] = accumulator.value(step);
        if (pacer.isDue) await pacer.pause();
      }
      if (hasValue({ values })) results.push({ tags, times, values });
    }
    return results;
  }

  /** The step inside which a chunk lies; -1 when there is none. */
  private stepOf({ summary }: SeriesPart): number {
    const { grid } = this.setting;
    const step = summary ? grid.indexOf(summary.startAt) : -1;
    return step >= 0 && summary!.endAt < grid.endOf(step) ? step : -1;
  }

  private accumulatorFor(tags: EvaluatedSeries['tags']): StepAccumulator {
    const { groupBy, grid, budget } = this.setting;
    const key = JSON.stringify(groupBy.map((tag) => tags[tag] ?? ''));
    const known = this.groups.get(key);
    if (known) return known.accumulator;
    budget.take('values', grid.count);
    const present = groupBy.filter((tag) => tags[tag]);
    const accumulator = createAccumulator(this.aggregation, this.setting);
    this.groups.set(key, { key, tags: Object.fromEntries(present.map((tag) => [tag, tags[tag]!])), accumulator });
    return accumulator;
  }
}

function createAccumulator(aggregation: Aggregation, { grid, budget }: EvaluationSetting): StepAccumulator {
  switch (aggregation.name) {
    case 'percentile':
      return new PercentileAccumulator(grid, aggregation.fraction, (count) => budget.take('keptValues', count));
    case 'min':
    case 'max':
      return new ExtremeAccumulator(grid, aggregation.name);
    case 'first':
    case 'last':
      return new EdgeAccumulator(grid, aggregation.name);
    case 'stddev':
      return new DeviationAccumulator(grid);
    case 'rate':
    case 'increase':
      return new IncreaseAccumulator(grid, aggregation.name === 'rate');
    default:
      return new MomentAccumulator(grid, aggregation.name);
  }
}
