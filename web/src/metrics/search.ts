import { listOf, oneOf, textOf } from '../app/search-params.js';
import { type QuestionSearch, questionSearch } from './question/question-search.js';

/** How lines are drawn. */
export const CHART_KINDS = ['lines', 'stacked', 'bars'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

export const VIEWS = ['cardinality'] as const;
export const KINDS = ['counter', 'gauge', 'histogram', 'summary'] as const;

/** What the address of `/metrics` says beside the time range. */
export interface MetricsSearch extends QuestionSearch {
  readonly view?: (typeof VIEWS)[number];
  /** Further questions, each a query of its own. */
  readonly also?: string[];
  readonly step?: string;
  /** How much earlier the lines are that are drawn dashed: `1w`. */
  readonly compare?: string;
  readonly chart?: ChartKind;
  /** Of the list of metrics, and of what has how many series. */
  readonly q?: string;
  readonly kind?: (typeof KINDS)[number];
  readonly service?: string;
}

/** Reads the address; what makes no sense is dropped. */
export function metricsSearch(search: Record<string, unknown>): MetricsSearch {
  return {
    ...questionSearch(search),
    view: oneOf(VIEWS, search.view),
    also: listOf(search.also),
    step: textOf(search.step),
    compare: textOf(search.compare),
    chart: oneOf(CHART_KINDS, search.chart),
    q: textOf(search.q),
    kind: oneOf(KINDS, search.kind),
    service: textOf(search.service),
  };
}
