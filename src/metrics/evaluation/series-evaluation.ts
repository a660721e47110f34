import type { Pacer } from '../../jobs/pacer.js';
import type { SeriesShape } from '../metric-kind.js';
import type { QueryBudget } from '../reading/query-budget.js';
import type { SeriesPart } from './series-part.js';
import type { StepGrid } from './step-grid.js';

/** A series as the evaluation sees it. */
export interface EvaluatedSeries extends SeriesShape {
  readonly name: string;
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

/** Takes in series one at a time and makes values of them. */
export interface SeriesEvaluation {
  /** Whether the newest sample before the range counts: from it the first increase is told. */
  readonly looksBack: boolean;

  /**
   * Adds samples of a series. A series may come in several portions one after the other, always as the same object;
   * portions of states must ascend in time and not overlap.
   *
   * @param parts in the order in which they were written
   */
  add(series: EvaluatedSeries, parts: readonly SeriesPart[]): void;

  /** The groups that have at least one value, in the order of their tags. */
  results(): Promise<MetricResult[]>;
}

/** What every evaluation of a request is given. */
export interface EvaluationSetting {
  readonly grid: StepGrid;
  /** Tags; without any, all series make one group. */
  readonly groupBy: readonly string[];
  /** Memory is asked for before it is used. */
  readonly budget: Pick<QueryBudget, 'take'>;
  readonly pacer: Pacer;
}

/** Whether any step of a group has data. */
export function hasValue({ values }: Pick<MetricResult, 'values'>): boolean {
  return values.some((value) => !Number.isNaN(value));
}
