import type { Verdict } from './evaluate-rule.js';

/** What an evaluation found of one group. */
export class EvaluatedGroupView {
  /** @example { "host": "db-1" } */
  tags: Record<string, string>;
  /** @example 97 */
  value: number | null;
  status: Verdict['status'];
  /**
   * Why.
   * @example "97 > 80, held for 2 min of 5 min"
   */
  reason: string;
}

/** One evaluation of a rule. */
export class EvaluationView {
  at: string;
  /** That of the worst group; `failed` when the rule could not be evaluated. */
  status: Verdict['status'] | 'failed';
  /**
   * Of all groups the value that is nearest to firing, or furthest beyond; null when there is none.
   * @example 97
   */
  value: number | null;
  /** @example 80 */
  threshold: number;
  /**
   * Why the worst group fires, or none does.
   * @example "97 > 80, held for 2 min of 5 min"
   */
  reason: string;
  /** How many groups were measured. */
  group_count: number;
  /** Those that are not inactive, or are not any more, the worst first; at most 20. */
  groups: EvaluatedGroupView[];
  /** Why it could not be evaluated. */
  error: string | null;
}

/** A page of evaluations, newest first. */
export class EvaluationPage {
  items: EvaluationView[];
  next_cursor: string | null;
}
