import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../database/database.js';
import { spanParameters } from './span-columns.js';
import { onePerId, type SpanRow, spanKey } from './span-row.js';
import { FIND_KEPT, FIND_RECENT, INSERT_SPANS, LOCK_TRACES } from './write-spans.sql.js';

const DAY_MS = 86_400_000;
/** A span that comes again with another start than before is the same within so much. */
const RETRY_MS = 600_000;

interface KnownTrace {
  trace_id: string;
  day_ms: number;
  kept: boolean;
}

interface WrittenSpan {
  trace_id: string;
  span_id: string;
  start_ms: number;
  open: boolean;
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
      if (rows.length > 0) await tx.query(INSERT_SPANS, spanParameters(rows));
    });
  }
}

/** Leaves out what is there already; what finishes an open span takes that one's key. */
async function leaveOutWritten(tx: Transaction, rows: SpanRow[]): Promise<SpanRow[]> {
  const traces = await lockTraces(tx, rows);
  if (traces.size === 0) return rows;
  const known = rows.filter(({ trace_id }) => traces.has(trace_id));
  for (const row of known) row.day_ms = traces.get(row.trace_id)!.day_ms;
  const recent = await find(tx, FIND_RECENT, known, RETRY_MS);
  const kept = await find(
    tx,
    FIND_KEPT,
    known.filter(({ trace_id }) => traces.get(trace_id)!.kept),
    DAY_MS,
  );
  return rows.filter((row) => isNews(row, recent.get(spanKey(row)), 0) && isNews(row, kept.get(spanKey(row)), 1));
}

async function lockTraces(tx: Transaction, rows: SpanRow[]): Promise<Map<string, KnownTrace>> {
  const ids = [...new Set(rows.map((row) => row.trace_id))];
  const traces = await tx.query<KnownTrace>(LOCK_TRACES, [ids, ...around(rows, DAY_MS)]);
  return new Map(traces.map((trace) => [trace.trace_id, trace]));
}

async function find(
  tx: Transaction,
  sql: string,
  rows: SpanRow[],
  marginMs: number,
): Promise<Map<string, WrittenSpan>> {
  if (rows.length === 0) return new Map();
  const ids = [rows.map((row) => row.trace_id), rows.map((row) => row.span_id)];
  const spans = await tx.query<WrittenSpan>(sql, [...ids, ...around(rows, marginMs)]);
  return new Map(spans.map((span) => [spanKey(span), span]));
}

/** From when to when the spans began, and so much before and after: PostgreSQL then reads few partitions. */
function around(rows: readonly SpanRow[], marginMs: number): [Date, Date] {
  const first = rows.reduce((at, { start_ms }) => Math.min(at, start_ms), Infinity);
  const last = rows.reduce((at, { start_ms }) => Math.max(at, start_ms), -Infinity);
  return [new Date(first - marginMs), new Date(last + marginMs)];
}

/** Whether a row tells more than what is there; it then takes the key of that. */
function isNews(row: SpanRow, written: WrittenSpan | undefined, revision: number): boolean {
  if (!written) return true;
  if (!written.open || row.duration_ms === undefined) return false;
  row.start_ms = written.start_ms;
  row.revision = revision;
  return true;
}
