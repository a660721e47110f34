import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem.js';
import { evaluateSelections, type SelectionQuestions } from './evaluate-selections.js';
import { parseAggregation } from './evaluation/aggregation.js';
import type { MetricResult } from './evaluation/series-evaluation.js';
import { BoundedReader } from './reading/bounded.reader.js';
import type { TagMatcher } from './reading/tag-matcher.js';

export type { MetricResult } from './evaluation/series-evaluation.js';
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

/** Several questions about the same samples, which are read and decoded once. */
export type MetricQueryGroup = MetricSelection & { readonly reductions: readonly MetricReduction[] };

/** Evaluates metrics for REST, alerting, reports and the dashboard alike. */
@Injectable()
export class MetricQuery {
  constructor(private readonly reader: BoundedReader) {}

  /**
   * One result for each group that has data, ordered by its tags.
   *
   * @throws Problem 400 for an unknown aggregation or a range that ends before it starts, 422 when a limit is reached
   */
  async evaluate(input: MetricQueryInput): Promise<MetricResult[]> {
    const [results] = await this.evaluateEach([input]);
    return results!;
  }

  /** Answers to all questions as of one moment, in their order; those of one span of time share one reading. Throws as `evaluate` does. */
  async evaluateEach(inputs: readonly MetricQueryInput[]): Promise<MetricResult[][]> {
    const answers = await this.evaluateGroups(inputs.map((input) => ({ ...input, reductions: [input] })));
    return answers.map(([results]) => results!);
  }

  /** Several answers from the same samples: the results of each reduction, in their order. */
  async evaluateAll(selection: MetricSelection, reductions: readonly MetricReduction[]): Promise<MetricResult[][]> {
    const [results] = await this.evaluateGroups([{ ...selection, reductions }]);
    return results!;
  }

  /**
   * Answers to all questions as of one moment: for each group the results of each of its reductions, in their order.
   * The limits hold for all of them together.
   *
   * @param caller stops the work when it is aborted
   */
  async evaluateGroups(groups: readonly MetricQueryGroup[], caller?: AbortSignal): Promise<MetricResult[][][]> {
    const questions = groups.map(readGroup);
    return this.reader.snapshot((snapshot, budget) => evaluateSelections(snapshot, questions, budget), caller);
  }
}

function readGroup({ metricName, matchers = [], startAt, endAt, reductions }: MetricQueryGroup): SelectionQuestions {
  if (!(startAt < endAt)) throw invalid('end_time', 'must be after start_time');
  const read = reductions.map(({ aggregation: name, groupBy = [], stepMs }) => {
    const aggregation = parseAggregation(name);
    if (!aggregation) throw invalid('aggregation', `${name} is not an aggregation`);
    return { aggregation, groupBy, stepMs };
  });
  return { metricName, matchers, startAt, endAt, reductions: read };
}

function invalid(path: string, message: string): Problem {
  return Problem.of(400, 'The query has faults.', { errors: [{ path, message }] });
}
