import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem.js';
import { type Aggregation, parseAggregation } from './evaluation/aggregation.js';
import { GroupedEvaluation, type MetricResult, QueryTooLarge } from './evaluation/grouped-evaluation.js';
import type { SeriesPart } from './evaluation/series-part.js';
import { StepGrid } from './evaluation/step-grid.js';
import { SampleReader } from './reading/sample.reader.js';
import { labelsOf, selectSeries } from './reading/series-selection.js';
import type { TagMatcher } from './reading/tag-matcher.js';
import type { Samples } from './samples/samples.js';

export type { MetricResult } from './evaluation/grouped-evaluation.js';
export type { TagMatcher } from './reading/tag-matcher.js';

/** Which samples to read. */
export interface MetricSelection {
  readonly metricName: string;
  /** All must fit. */
  readonly matchers?: readonly TagMatcher[];
  /** Epoch milliseconds, included. */
  readonly startAt: number;
  /** Epoch milliseconds, excluded. */
  readonly endAt: number;
}

/** What to make of the samples. */
export interface MetricReduction {
  /** One of AGGREGATIONS (avg, rate, …), or a percentile such as p95 or p99.9. */
  readonly aggregation: string;
  /** Tags to group by; without any, all series make one group. */
  readonly groupBy?: readonly string[];
  /** Length of a step; without it the whole range is one. */
  readonly stepMs?: number;
}

/** One question: which samples, and what to make of them. */
export type MetricQueryInput = MetricSelection & MetricReduction;

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
    const [results] = await this.evaluateAll(input, [input]);
    return results!;
  }

  /** Several answers from the same samples, which are read and decoded once: the results of each reduction, in their order. */
  async evaluateAll(selection: MetricSelection, reductions: readonly MetricReduction[]): Promise<MetricResult[][]> {
    const { metricName, matchers, startAt, endAt } = selection;
    if (!(startAt < endAt)) throw invalid('end_time', 'must be after start_time');
    const aggregations = reductions.map(({ aggregation }) => aggregationOf(aggregation));
    const evaluations = reductions.map(
      ({ groupBy = [], stepMs }, i) =>
        new GroupedEvaluation(aggregations[i]!, new StepGrid(startAt, endAt, stepMs), groupBy),
    );
    const from = startAt - Math.max(...aggregations.map(lookback));
    return this.reader.snapshot(async (snapshot) => {
      const selected = await selectSeries(snapshot.tx, metricName, matchers);
      const series = selected.map((one) => ({ ...one, tags: labelsOf(one) }));
      try {
        for await (const portion of snapshot.portions(series, from, endAt)) {
          const parts = evaluations.length > 1 ? portion.parts.map(decodedOnce) : portion.parts;
          for (const evaluation of evaluations) evaluation.add(portion.series, parts);
        }
      } catch (fault) {
        throw fault instanceof QueryTooLarge ? invalid('step', fault.message) : fault;
      }
      const results: MetricResult[][] = [];
      for (const evaluation of evaluations) results.push(await evaluation.results(() => snapshot.pacer.pause()));
      return results;
    });
  }
}

function aggregationOf(name: string): Aggregation {
  const aggregation = parseAggregation(name);
  if (!aggregation) throw invalid('aggregation', `${name} is not an aggregation`);
  return aggregation;
}

/** A part that keeps its samples once they were asked for. */
function decodedOnce(part: SeriesPart): SeriesPart {
  let samples: Samples | undefined;
  return {
    summary: part.summary,
    samples: () => {
      samples ??= part.samples();
      return samples;
    },
  };
}

function lookback({ name }: Aggregation): number {
  return name === 'rate' || name === 'increase' ? LOOKBACK_MS : 0;
}

function invalid(path: string, message: string): Problem {
  return Problem.of(400, 'The query has faults.', { errors: [{ path, message }] });
}
