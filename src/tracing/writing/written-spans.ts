import type { Transaction } from '../../database/database.js';
import type { SpanRow, SpanTable, TraceRows } from './span-row.js';
import { FIND_SPANS } from './write-spans.sql.js';

const DAY_MS = 86_400_000;
/** A span that comes again with another start than before is the same within so much. */
const MARGINS_MS: Record<SpanTable, number> = { recent_spans: 600_000, spans: DAY_MS };

interface WrittenSpan {
  readonly trace_id: string;
  readonly span_id: string;
  readonly start_ms: number;
  readonly parent_span_id: string | null;
  readonly open: boolean;
  readonly table: SpanTable;
}

/** Which of the spans to be written are there already. */
export class WrittenSpans {
  private readonly spans = new Map<string, WrittenSpan>();

  /** Looks for spans of some traces in a table. What is found later counts for more. */
  async find(tx: Transaction, table: SpanTable, traces: readonly TraceRows[]): Promise<void> {
    if (traces.length === 0) return;
    const rows = traces.flatMap((trace) => trace.rows);
    const ids = [rows.map(({ span }) => span.traceId), rows.map(({ span }) => span.spanId)];
    const found = await tx.query<Omit<WrittenSpan, 'table'>>(FIND_SPANS[table], [
      ...ids,
      ...rangeOf(rows, MARGINS_MS[table]),
    ]);
    for (const span of found) this.spans.set(keyOf(span.trace_id, span.span_id), { ...span, table });
  }

  /** What is news of the traces: new spans, and those that finish an open one, which have its start and parent. */
  leaveOut(traces: readonly TraceRows[]): readonly TraceRows[] {
    if (this.spans.size === 0) return traces;
    return traces
      .map(({ traceId, rows }) => ({ traceId, rows: rows.flatMap((row) => this.newsOf(row) ?? []) }))
      .filter(({ rows }) => rows.length > 0);
  }

  private newsOf(row: SpanRow): SpanRow | undefined {
    const { span } = row;
    const written = this.spans.get(keyOf(span.traceId, span.spanId));
    if (!written) return row;
    if (!written.open || span.durationMs === undefined) return undefined;
    const { start_ms: startAt, parent_span_id: parent, table: finishes } = written;
    return { ...row, span: { ...span, startAt, parentSpanId: parent ?? span.parentSpanId }, finishes };
  }
}

/** From when to when spans began, and so much before and after: PostgreSQL then reads few partitions. */
export function rangeOf(rows: readonly SpanRow[], marginMs: number): [Date, Date] {
  const first = rows.reduce((at, { span }) => Math.min(at, span.startAt), Infinity);
  const last = rows.reduce((at, { span }) => Math.max(at, span.startAt), -Infinity);
  return [new Date(first - marginMs), new Date(last + marginMs)];
}

function keyOf(traceId: string, spanId: string): string {
  return `${traceId}\n${spanId}`;
}
