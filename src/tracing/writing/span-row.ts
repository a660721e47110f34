import type { FinishedOrOpenSpan } from '../span.js';

/** Where spans are: those of the last hours, and those that stay. */
export type SpanTable = 'recent_spans' | 'spans';

/** A span to write. */
export interface SpanRow {
  readonly span: FinishedOrOpenSpan;
  /** An id of `resources`. */
  readonly resourceId: string | undefined;
  /** Where the open span is that it finishes, if so; it then has the start and the parent of that one. */
  readonly finishes?: SpanTable;
}

/** The spans of one trace that are written together. */
export interface TraceRows {
  readonly traceId: string;
  /** Each id once, in their order. */
  readonly rows: readonly SpanRow[];
}

/** Spans by trace, both in the order of their ids. Of those with the same ids the first that is finished, else the first. */
export function groupByTrace(rows: readonly SpanRow[]): TraceRows[] {
  const traces = new Map<string, Map<string, SpanRow>>();
  for (const row of rows) {
    const { traceId, spanId, durationMs } = row.span;
    const trace = traces.get(traceId) ?? new Map<string, SpanRow>();
    traces.set(traceId, trace);
    const before = trace.get(spanId)?.span;
    if (!before || (before.durationMs === undefined && durationMs !== undefined)) trace.set(spanId, row);
  }
  return [...traces]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([traceId, spans]) => ({
      traceId,
      rows: [...spans.values()].sort(({ span: one }, { span: other }) => (one.spanId < other.spanId ? -1 : 1)),
    }));
}
