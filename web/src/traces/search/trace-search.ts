import { listOf, oneOf, textOf } from '../../app/search-params.js';

/** What the page shows beside its filters: where the time goes by operation, or two ranges of time against each other. */
export const TABS = ['traces', 'operations', 'compare'] as const;
/** What the range of time is compared with. */
export const PERIODS = ['before', 'day', 'week'] as const;
/** As the service takes them. */
const MOST_ATTRIBUTES = 5;

/** What the address of the search holds. */
export interface TraceSearch {
  readonly tab?: (typeof TABS)[number];
  readonly service?: string;
  readonly operation?: string;
  readonly status?: 'ok' | 'error';
  /** Milliseconds. */
  readonly min_duration_ms?: string;
  readonly max_duration_ms?: string;
  /** Each `name:value`. */
  readonly attribute?: string[];
  readonly sort?: 'slowest';
  readonly with?: (typeof PERIODS)[number];
}

export function readTraceSearch(search: Record<string, unknown>): TraceSearch {
  return {
    tab: oneOf(TABS, search.tab),
    service: textOf(search.service),
    operation: textOf(search.operation),
    status: oneOf(['ok', 'error'] as const, search.status),
    min_duration_ms: durationOf(search.min_duration_ms),
    max_duration_ms: durationOf(search.max_duration_ms),
    attribute: attributesOf(search.attribute),
    sort: oneOf(['slowest'] as const, search.sort),
    with: oneOf(PERIODS, search.with),
  };
}

function durationOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && Number.isFinite(Number(text)) && Number(text) >= 0 ? text : undefined;
}

function attributesOf(value: unknown): string[] | undefined {
  const known = listOf(value)
    ?.filter((text) => /^[^:]+:/.test(text))
    .slice(0, MOST_ATTRIBUTES);
  return known?.length ? known : undefined;
}

/** What the service is asked for: the filters alone. */
export function filterOf({ service, operation, status, min_duration_ms, max_duration_ms, attribute }: TraceSearch) {
  return {
    service,
    operation,
    status,
    min_duration_ms: min_duration_ms === undefined ? undefined : Number(min_duration_ms),
    max_duration_ms: max_duration_ms === undefined ? undefined : Number(max_duration_ms),
    attribute,
  };
}

/** With one attribute more; an attribute that is there already stays alone. */
export function withAttribute(search: TraceSearch, attribute: string): TraceSearch {
  return { ...search, attribute: [...new Set([...(search.attribute ?? []), attribute])].slice(-MOST_ATTRIBUTES) };
}
