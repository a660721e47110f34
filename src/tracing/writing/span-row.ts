import type { FinishedOrOpenSpan } from '../span.js';

/** Where spans are: those of the last hours, and those that stay. */
export type SpanTable = 'recent_spans' | 'spans';

/** A span to write. */
export interface SpanRow extends FinishedOrOpenSpan {
  /** An id of `resources`. */
  readonly resourceId: string | undefined;
  /** Where the open span is that it finishes, if so; it then has the start and the parent of that one. */
  readonly finishes?: SpanTable;
}

/** The spans of one trace that are written together. */
export interface TraceRows {
  readonly traceId: string;
  /** Each id once, in their order. */
  readonly spans: readonly SpanRow[];
}

/** Spans by trace, both in the order of their ids. Of those with the same ids the first that is finished, else the first. */
export function groupByTrace(rows: readonly SpanRow[]): TraceRows[] {
  const traces = new Map<string, Map<string, SpanRow>>();
  for (const row of rows) {
    const spans = traces.get(row.traceId) ?? new Map<string, SpanRow>();
    traces.set(row.traceId, spans);
    const before = spans.get(row.spanId);
    if (!before || (before.durationMs === undefined && row.durationMs !== undefined)) spans.set(row.spanId, row);
  }
  return [...traces]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([traceId, spans]) => ({
      traceId,
      spans: [...spans.values()].sort((one, other) => (one.spanId < other.spanId ? -1 : 1)),
    }));
}
