import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem.js';
import { type Aggregation, parseAggregation } from './evaluation/aggregation.js';
import { GroupedEvaluation, type MetricResult, QueryTooLarge } from './evaluation/grouped-evaluation.js';
import { StepGrid } from './evaluation/step-grid.js';
import { SampleReader } from './reading/sample.reader.js';
import { labelsOf, selectSeries } from './reading/series-selection.js';
import type { TagMatcher } from './reading/tag-matcher.js';

export type { MetricResult } from './evaluation/grouped-evaluation.js';
export type { TagMatcher } from './reading/tag-matcher.js';

/** What to evaluate. */
export interface MetricQueryInput {
  readonly metricName: string;
  /** All must fit. */
  readonly matchers?: readonly TagMatcher[];
  /** Epoch milliseconds, included. */
  readonly startAt: number;
  /** Epoch milliseconds, excluded. */
  readonly endAt: number;
  /** avg, sum, min, max, count, last, rate (per second), increase, or a percentile such as p95 or p99.9. */
  readonly aggregation: string;
  /** Tags to group by; without any, all series make one group. */
  readonly groupBy?: readonly string[];
  /** Length of a step; without it the whole range is one. */
  readonly stepMs?: number;
}

/** How far before the range the sample may lie from which the first increase is counted. */
const LOOKBACK_MS = 5 * 60_000;

/** Evaluates metrics for REST, alerting, reports and the dashboard alike. */
@Injectable()
export class MetricQuery {
  constructor(private readonly reader: SampleReader) {}

  /**
   * One result for each group that has data, ordered by its tags.
   *
   * @throws Problem 400 for an unknown aggregation, a range that ends before it starts, or too many values
   */
  async evaluate(input: MetricQueryInput): Promise<MetricResult[]> {
    const aggregation = parseAggregation(input.aggregation);
    if (!aggregation) throw invalid('aggregation', `${input.aggregation} is not an aggregation`);
    if (!(input.startAt < input.endAt)) throw invalid('end_time', 'must be after start_time');
    const grid = new StepGrid(input.startAt, input.endAt, input.stepMs);
    const evaluation = new GroupedEvaluation(aggregation, grid, input.groupBy ?? []);
    return this.reader.snapshot(async (snapshot) => {
      const selected = await selectSeries(snapshot.tx, input.metricName, input.matchers);
      const series = selected.map((one) => ({ ...one, tags: labelsOf(one) }));
      const from = input.startAt - lookback(aggregation);
      try {
        for await (const portion of snapshot.portions(series, from, input.endAt)) {
          evaluation.add(portion.series, portion.parts);
        }
      } catch (fault) {
        throw fault instanceof QueryTooLarge ? invalid('step', fault.message) : fault;
      }
      return evaluation.results(() => snapshot.pacer.pause());
    });
  }
}

function lookback({ name }: Aggregation): number {
  return name === 'rate' || name === 'increase' ? LOOKBACK_MS : 0;
}

function invalid(path: string, message: string): Problem {
  return Problem.of(400, 'The query has faults.', { errors: [{ path, message }] });
}
