import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../database/database.js';
import { storableJson } from '../../database/storable-text.js';
import { onePerId, type SpanRow, spanKey } from './span-row.js';
import { FIND_WRITTEN, INSERT_SPANS, LOCK_TRACES } from './write-spans.sql.js';

const DAY_MS = 86_400_000;

interface KnownTrace {
  trace_id: string;
  day_ms: number;
  kept: boolean;
  open: boolean;
}

interface WrittenSpan {
  trace_id: string;
  span_id: string;
  start_ms: number;
  open: boolean;
  kept: boolean;
}

/** Writes spans, the summaries of their traces and what is counted of them, in one transaction. */
@Injectable()
export class SpanWriter {
  constructor(private readonly database: Database) {}

  /**
   * A span that was written before counts once. One that was open is finished by one that is not; what was finished stays as it is.
   * The rows of the traces are locked first, in one order: whoever decides what is kept does so before or after, never meanwhile.
   */
  async write(spans: readonly SpanRow[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      const rows = await leaveOutWritten(tx, onePerId(spans));
      if (rows.length > 0) await tx.query(INSERT_SPANS, [storableJson(rows)]);
    });
  }
}

async function leaveOutWritten(tx: Transaction, rows: SpanRow[]): Promise<SpanRow[]> {
  // The spans of a trace are looked for a day around: PostgreSQL then reads few partitions.
  const from = new Date(rows.reduce((first, { start_ms }) => Math.min(first, start_ms), Infinity) - DAY_MS);
  const to = new Date(rows.reduce((last, { start_ms }) => Math.max(last, start_ms), -Infinity) + DAY_MS);
  const traceIds = [...new Set(rows.map((row) => row.trace_id))];
  const traces = new Map<string, KnownTrace>();
  for (const trace of await tx.query<KnownTrace>(LOCK_TRACES, [traceIds, from, to])) traces.set(trace.trace_id, trace);
  for (const row of rows) row.day_ms = traces.get(row.trace_id)?.day_ms ?? row.day_ms;
  // Spans of any other trace can only be in `recent_spans`, under the key they come with again.
  const suspects = rows.filter(({ trace_id }) => traces.get(trace_id)?.kept || traces.get(trace_id)?.open);
  if (suspects.length === 0) return rows;
  const ids = [[...new Set(suspects.map((row) => row.trace_id))], [...new Set(suspects.map((row) => row.span_id))]];
  const written = new Map<string, WrittenSpan>();
  for (const span of await tx.query<WrittenSpan>(FIND_WRITTEN, [...ids, from, to])) {
    const before = written.get(spanKey(span));
    if (!before || before.open) written.set(spanKey(span), span);
  }
  return rows.filter((row) => isNews(row, written.get(spanKey(row))));
}

/** Whether a row tells more than what is there; it then takes the key of that. */
function isNews(row: SpanRow, written: WrittenSpan | undefined): boolean {
  if (!written) return true;
  if (!written.open || row.duration_ms === undefined) return false;
  row.start_ms = written.start_ms;
  if (written.kept) row.revision = 1;
  return true;
}
