import { Problem } from '../../../http/problem.js';
import type { Aggregation } from '../aggregation.js';
import { combineResults, divide } from '../combine-results.js';
import { GroupedEvaluation } from '../grouped-evaluation.js';
import {
  type EvaluatedSeries,
  type EvaluationSetting,
  hasValue,
  type MetricResult,
  type SeriesEvaluation,
} from '../series-evaluation.js';
import type { SeriesPart } from '../series-part.js';
import { BucketPercentiles } from './bucket-percentiles.js';

/**
 * The metrics that answer for a histogram `x` which is stored as counters of its buckets (`x_bucket`, by `le`), its sum
 * and its count, as Prometheus names them; OpenTelemetry's also tell the least and the greatest value (`x_min`, `x_max`).
 */
export function histogramParts(metricName: string, aggregation: Aggregation): string[] {
  return suffixesOf(aggregation).map((suffix) => `${metricName}${suffix}`);
}

/**
 * Evaluates a histogram from its parts.
 *
 * @param series the series found of {@link histogramParts}
 * @throws Problem 422 for an aggregation that buckets cannot tell
 */
export async function evaluateHistogram(
  metricName: string,
  aggregation: Aggregation,
  series: readonly EvaluatedSeries[],
  setting: EvaluationSetting,
): Promise<SeriesEvaluation> {
  const growthOf = (suffix: string, name: 'increase' | 'rate' = 'increase') =>
    new PartEvaluation(`${metricName}${suffix}`, new GroupedEvaluation({ name }, setting));
  switch (aggregation.name) {
    case 'percentile':
      return BucketPercentiles.over(series, aggregation.fraction, setting);
    case 'avg':
      return new QuotientEvaluation(growthOf('_sum'), growthOf('_count'), setting);
    case 'sum':
      return growthOf('_sum');
    case 'rate':
      return growthOf('_count', 'rate');
    case 'min':
    case 'max': {
      const extreme = `${metricName}_${aggregation.name}`;
      if (series.some(({ name }) => name === extreme)) {
        return new PartEvaluation(extreme, new GroupedEvaluation(aggregation, setting));
      }
      return BucketPercentiles.over(series, aggregation.name === 'min' ? 0 : 1, setting);
    }
    case 'first':
    case 'last':
    case 'stddev':
      if (series.length > 0) throw untold(metricName, aggregation.name);
      return growthOf('_count');
    default:
      return growthOf('_count');
  }
}

function suffixesOf({ name }: Aggregation): readonly string[] {
  switch (name) {
    case 'percentile':
      return ['_bucket'];
    case 'avg':
      return ['_sum', '_count'];
    case 'sum':
      return ['_sum'];
    case 'min':
    case 'max':
      return [`_${name}`, '_bucket'];
    default:
      return ['_count'];
  }
}

function untold(metricName: string, aggregation: string): Problem {
  const message = `${aggregation} cannot be told of ${metricName}: only counts of its buckets are stored`;
  return Problem.invalid([{ path: 'aggregation', message }]);
}

/** Passes over the series of other metrics. */
class PartEvaluation implements SeriesEvaluation {
  readonly looksBack: boolean;

  constructor(
    private readonly name: string,
    private readonly evaluation: SeriesEvaluation,
  ) {
    this.looksBack = evaluation.looksBack;
  }

  add(series: EvaluatedSeries, parts: readonly SeriesPart[]): void {
    if (series.name === this.name) this.evaluation.add(series, parts);
  }

  results(): Promise<MetricResult[]> {
    return this.evaluation.results();
  }
}

/** One evaluation divided by another. */
class QuotientEvaluation implements SeriesEvaluation {
  readonly looksBack: boolean;

  constructor(
    private readonly dividend: SeriesEvaluation,
    private readonly divisor: SeriesEvaluation,
    private readonly setting: EvaluationSetting,
  ) {
    this.looksBack = dividend.looksBack || divisor.looksBack;
  }

  add(series: EvaluatedSeries, parts: readonly SeriesPart[]): void {
    this.dividend.add(series, parts);
    this.divisor.add(series, parts);
  }

  async results(): Promise<MetricResult[]> {
    const [dividends, divisors] = [await this.dividend.results(), await this.divisor.results()];
    const quotients = await combineResults(dividends, divisors, divide, this.setting.pacer);
    return quotients.filter(hasValue);
  }
}
