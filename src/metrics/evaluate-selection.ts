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
import type { TagMatcher } from './reading/tag-matcher.js';
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
 * Answers all questions about a selection from one reading of its samples. A metric that has no series of its own but is
 * stored as the buckets of a histogram is answered from those.
 *
 * @returns the results of each reduction, in their order
 */
export async function evaluateSelection(
  snapshot: SampleSnapshot,
  questions: SelectionQuestions,
  budget: QueryBudget,
): Promise<MetricResult[][]> {
  const { startAt, endAt, metricName, reductions } = questions;
  const { pacer } = snapshot;
  const [{ series, own }, waiting] = await Promise.all([
    findSeries(snapshot, questions, budget),
    snapshot.waiting(startAt - LOOKBACK_MS, endAt),
  ]);
  const evaluations: SeriesEvaluation[] = [];
  for (const { aggregation, groupBy, stepMs } of reductions) {
    const setting: EvaluationSetting = { grid: new StepGrid(startAt, endAt, stepMs), groupBy, budget, pacer };
    evaluations.push(
      own
        ? await evaluateOwn(aggregation, series, setting)
        : await evaluateHistogram(metricName, aggregation, series, setting),
    );
  }
  const from = evaluations.some(({ looksBack }) => looksBack) ? startAt - LOOKBACK_MS : startAt;
  for await (const portion of snapshot.portions(series, from, endAt, waiting)) {
    const parts = portion.parts.map((part) => decodedOnce(part, budget));
    for (const evaluation of evaluations) {
      evaluation.add(portion.series, parts);
      if (pacer.isDue) await pacer.pause();
    }
  }
  const results: MetricResult[][] = [];
  for (const evaluation of evaluations) results.push(await evaluation.results());
  return results;
}

type FoundSeries = MetricSeries & EvaluatedSeries;

/** The metric's own series, else those of the histogram it may be. */
async function findSeries(
  snapshot: SampleSnapshot,
  { metricName, matchers, reductions }: SelectionQuestions,
  budget: QueryBudget,
): Promise<{ series: FoundSeries[]; own: boolean }> {
  const needed = [...new Set([...BOUND_TAGS, ...reductions.flatMap(({ groupBy }) => groupBy)])];
  let selected = await selectSeries(snapshot, [metricName], matchers, budget, needed);
  const own = selected.length > 0;
  if (!own) {
    const parts = new Set(reductions.flatMap(({ aggregation }) => histogramParts(metricName, aggregation)));
    selected = await selectSeries(snapshot, [...parts], matchers, budget, needed);
  }
  const series: FoundSeries[] = [];
  for (const one of selected) {
    series.push({ ...one, tags: labelsOf(one) });
    if (snapshot.pacer.isDue) await snapshot.pacer.pause();
  }
  return { series, own };
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
