import type { Aggregation } from './evaluation/aggregation.js';
import { GroupedEvaluation } from './evaluation/grouped-evaluation.js';
import { BOUND_TAGS, boundsOf } from './evaluation/histogram/bucket-bounds.js';
import { BucketPercentiles } from './evaluation/histogram/bucket-percentiles.js';
import { evaluateHistogram, histogramParts } from './evaluation/histogram/histogram-evaluation.js';
import type {
  EvaluatedSeries,
  EvaluationSetting,
  MetricResult,
  SeriesEvaluation,
} from './evaluation/series-evaluation.js';
import type { SeriesPart } from './evaluation/series-part.js';
import { StepGrid } from './evaluation/step-grid.js';
import type { QueryBudget } from './reading/query-budget.js';
import type { SampleSnapshot } from './reading/sample-snapshot.js';
import { labelsOf, selectSeries } from './reading/series-selection.js';
import { seriesOfSmallMetrics } from './reading/small-metrics.js';
import { fitsAll, isPattern, type TagMatcher } from './reading/tag-matcher.js';
import type { Samples } from './samples/samples.js';
import type { MetricSeries } from './series/metric-series.js';

/** Which samples to read, and everything that is to be made of them. Times are epoch ms, the end excluded. */
export interface SelectionQuestions {
  readonly metricName: string;
  readonly matchers: readonly TagMatcher[];
  readonly startAt: number;
  readonly endAt: number;
  readonly reductions: readonly {
    readonly aggregation: Aggregation;
    readonly groupBy: readonly string[];
    readonly stepMs: number | undefined;
  }[];
}

/** How far before the range the sample may lie from which the first increase is counted. */
const LOOKBACK_MS = 5 * 60_000;

/**
 * Answers all questions about selections. Those of one span of time share one reading of its samples. A metric that has no
 * series of its own but is stored as the buckets of a histogram is answered from those.
 *
 * @returns for each selection the results of each of its reductions, in their order
 */
export async function evaluateSelections(
  snapshot: SampleSnapshot,
  selections: readonly SelectionQuestions[],
  budget: QueryBudget,
): Promise<MetricResult[][][]> {
  const spans = new Map<string, SelectionQuestions[]>();
  for (const selection of selections) {
    const span = `${selection.startAt} ${selection.endAt}`;
    const together = spans.get(span);
    if (together) together.push(selection);
    else spans.set(span, [selection]);
  }
  const results = new Map<SelectionQuestions, MetricResult[][]>();
  for (const together of spans.values()) {
    const asked = await readTogether(snapshot, together, budget);
    for (const [index, { evaluations }] of asked.entries()) {
      const ofOne: MetricResult[][] = [];
      for (const evaluation of evaluations) ofOne.push(await evaluation.results());
      results.set(together[index]!, ofOne);
    }
  }
  return selections.map((selection) => results.get(selection)!);
}

/** A selection and what is made of its series. */
interface Asked {
  readonly series: readonly FoundSeries[];
  readonly evaluations: readonly SeriesEvaluation[];
}

/** Reads the samples of selections of the same span into their evaluations. */
async function readTogether(
  snapshot: SampleSnapshot,
  selections: readonly SelectionQuestions[],
  budget: QueryBudget,
): Promise<Asked[]> {
  const { startAt, endAt } = selections[0]!;
  const { pacer } = snapshot;
  const [found, waiting] = await Promise.all([
    findAll(snapshot, selections, budget),
    snapshot.waiting(startAt - LOOKBACK_MS, endAt),
  ]);
  const asked: Asked[] = [];
  for (const [index, { series, own }] of found.entries()) {
    asked.push({ series, evaluations: await evaluationsOf(snapshot, selections[index]!, series, own, budget) });
  }
  const { series, askersOf } = joinSeries(asked);
  const looksBack = asked.some(({ evaluations }) => evaluations.some((evaluation) => evaluation.looksBack));
  for await (const portion of snapshot.portions(series, looksBack ? startAt - LOOKBACK_MS : startAt, endAt, waiting)) {
    const parts = portion.parts.map((part) => decodedOnce(part, budget));
    for (const asker of askersOf(portion.series)) {
      for (const evaluation of asker.evaluations) {
        evaluation.add(asker.series, parts);
        if (pacer.isDue) await pacer.pause();
      }
    }
  }
  return asked;
}

interface Asker {
  readonly series: FoundSeries;
  readonly evaluations: readonly SeriesEvaluation[];
}

/** Each series once, ascending by id, and who asks for it: every asker has an object of his own for it, with the tags he needs. */
function joinSeries(asked: readonly Asked[]): {
  series: readonly FoundSeries[];
  askersOf: (series: FoundSeries) => readonly Asker[];
} {
  const [only] = asked;
  if (only && asked.length === 1) {
    return { series: only.series, askersOf: (series) => [{ series, evaluations: only.evaluations }] };
  }
  const askers = new Map<number, Asker[]>();
  for (const { series, evaluations } of asked) {
    for (const one of series) {
      const known = askers.get(one.id);
      if (known) known.push({ series: one, evaluations });
      else askers.set(one.id, [{ series: one, evaluations }]);
    }
  }
  const series = [...askers.values()].map(([first]) => first!.series).sort((a, b) => a.id - b.id);
  return { series, askersOf: ({ id }) => askers.get(id)! };
}

async function evaluationsOf(
  { pacer }: SampleSnapshot,
  { startAt, endAt, metricName, reductions }: SelectionQuestions,
  series: readonly FoundSeries[],
  own: boolean,
  budget: QueryBudget,
): Promise<SeriesEvaluation[]> {
  const evaluations: SeriesEvaluation[] = [];
  for (const { aggregation, groupBy, stepMs } of reductions) {
    const setting: EvaluationSetting = { grid: new StepGrid(startAt, endAt, stepMs), groupBy, budget, pacer };
    evaluations.push(
      own
        ? await evaluateOwn(aggregation, series, setting)
        : await evaluateHistogram(metricName, aggregation, series, setting),
    );
  }
  return evaluations;
}

type FoundSeries = MetricSeries & EvaluatedSeries;

interface Found {
  readonly series: FoundSeries[];
  /** False for those of a histogram. */
  readonly own: boolean;
}

/**
 * What each selection reads. Metrics with few series are read together; of the rest many questions are on their way at a time, but
 * patterns, whose time is limited, are matched one after the other.
 */
async function findAll(
  snapshot: SampleSnapshot,
  selections: readonly SelectionQuestions[],
  budget: QueryBudget,
): Promise<Found[]> {
  const hasPattern = ({ matchers }: SelectionQuestions) => matchers.some(({ operator }) => isPattern(operator));
  const plain = selections.filter((selection) => !hasPattern(selection));
  const found = plain.length > 1 ? await findTogether(snapshot, plain, budget) : new Map<SelectionQuestions, Found>();
  const find = async (selection: SelectionQuestions) => {
    found.set(selection, await findSeries(snapshot, selection, budget));
  };
  await Promise.all(plain.filter((selection) => !found.has(selection)).map(find));
  for (const selection of selections.filter(hasPattern)) await find(selection);
  return selections.map((selection) => found.get(selection)!);
}

/** What selections without patterns read of metrics that have few series. */
async function findTogether(
  snapshot: SampleSnapshot,
  selections: readonly SelectionQuestions[],
  budget: QueryBudget,
): Promise<Map<SelectionQuestions, Found>> {
  const names = new Set(selections.map(({ metricName }) => metricName));
  const needed = selections.flatMap((selection) => [
    ...neededTags(selection),
    ...selection.matchers.map(({ tag }) => tag),
  ]);
  const metrics = await seriesOfSmallMetrics(snapshot, [...names], [...new Set(needed)]);
  const found = new Map<SelectionQuestions, Found>();
  for (const selection of selections) {
    const fitting = metrics.get(selection.metricName)?.filter((series) => fitsAll(series, selection.matchers)) ?? [];
    // One that has none may be a histogram.
    if (fitting.length === 0) continue;
    budget.take('series', fitting.length);
    found.set(selection, { series: await labelled(snapshot, fitting), own: true });
  }
  return found;
}

function neededTags({ reductions }: SelectionQuestions): string[] {
  return [...BOUND_TAGS, ...reductions.flatMap(({ groupBy }) => groupBy)];
}

async function labelled({ pacer }: SampleSnapshot, selected: readonly MetricSeries[]): Promise<FoundSeries[]> {
  const series: FoundSeries[] = [];
  for (const one of selected) {
    series.push({ ...one, tags: labelsOf(one) });
    if (pacer.isDue) await pacer.pause();
  }
  return series;
}

/** The metric's own series, else those of the histogram it may be. */
async function findSeries(
  snapshot: SampleSnapshot,
  selection: SelectionQuestions,
  budget: QueryBudget,
): Promise<Found> {
  const { metricName, matchers, reductions } = selection;
  const needed = [...new Set(neededTags(selection))];
  let selected = await selectSeries(snapshot, [metricName], matchers, budget, needed);
  const own = selected.length > 0;
  if (!own) {
    const parts = new Set(reductions.flatMap(({ aggregation }) => histogramParts(metricName, aggregation)));
    selected = await selectSeries(snapshot, [...parts], matchers, budget, needed);
  }
  return { series: await labelled(snapshot, selected), own };
}

/** Counters of buckets may be asked for a percentile, too. */
async function evaluateOwn(
  aggregation: Aggregation,
  series: readonly EvaluatedSeries[],
  setting: EvaluationSetting,
): Promise<SeriesEvaluation> {
  const buckets =
    aggregation.name === 'percentile' && series.some(({ kind, tags }) => kind === 'counter' && boundsOf(tags));
  return buckets
    ? BucketPercentiles.over(series, aggregation.fraction, setting)
    : new GroupedEvaluation(aggregation, setting);
}

/** A part that keeps its samples once they were asked for, and asks the budget first. */
function decodedOnce(part: SeriesPart, budget: QueryBudget): SeriesPart {
  let samples: Samples | undefined;
  return {
    summary: part.summary,
    samples: () => {
      if (samples) return samples;
      if (part.summary) budget.take('samples', part.summary.sampleCount);
      samples = part.samples();
      if (!part.summary) budget.take('samples', samples.times.length);
      return samples;
    },
  };
}
