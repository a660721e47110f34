import { Injectable } from '@nestjs/common';
import { isCrossing } from '../../database/crossing.js';
import { Database, type Transaction, type WritingTransaction } from '../../database/database.js';
import { storableJson } from '../../database/storable-text.js';
import { COPY_SPANS, copiedSpans } from './copy-spans.js';
import { groupByTrace, type SpanRow, type TraceRows } from './span-row.js';
import { additionParameters, tally } from './summarise-spans.js';
import { ADD_TO_TRACES, FINISH_OPEN_SPANS, LOCK_TRACES } from './write-spans.sql.js';
import { rangeOf, WrittenSpans } from './written-spans.js';

const DAY_MS = 86_400_000;
const SECOND_MS = 1000;
const MAX_ATTEMPTS = 5;

interface KnownTrace {
  readonly trace_id: string;
  readonly day_ms: number;
  readonly kept: boolean;
}

/** Writes spans, the summaries of their traces and what is counted of them, in one transaction. */
@Injectable()
export class SpanWriter {
  constructor(private readonly database: Database) {}

  /**
   * A span that was written before counts once. One that was open is finished by one that is not; what was finished stays as it is.
   * The rows of the traces are locked first, in one order: whoever decides what is kept does so before or after, never meanwhile.
   * A new trace has no row to lock: of two transactions that write the same span of it the later one fails, and is repeated.
   */
  async write(rows: readonly SpanRow[]): Promise<void> {
    const traces = groupByTrace(rows);
    for (let attempt = 1; ; attempt++) {
      try {
        await this.database.transaction((tx) => writeNews(tx, traces, attempt > 1));
        return;
      } catch (fault) {
        if (attempt === MAX_ATTEMPTS || !isCrossing(fault)) throw fault;
      }
    }
  }
}

/** @param lookForAll though their trace is not known */
async function writeNews(tx: WritingTransaction, given: readonly TraceRows[], lookForAll: boolean): Promise<void> {
  const known = await lockTraces(tx, given);
  const written = new WrittenSpans();
  const among = (is: (trace: KnownTrace) => boolean) =>
    lookForAll ? given : given.filter(({ traceId }) => known.has(traceId) && is(known.get(traceId)!));
  await written.find(
    tx,
    'spans',
    among(({ kept }) => kept),
  );
  await written.find(
    tx,
    'recent_spans',
    among(() => true),
  );
  const traces = written.leaveOut(given);
  const news = traces.flatMap(({ rows }) => rows);
  if (news.length === 0) return;
  await addSpans(
    tx,
    news.filter(({ finishes }) => finishes !== 'recent_spans'),
  );
  await finishSpans(
    tx,
    news.filter(({ finishes }) => finishes === 'recent_spans'),
  );
  const tallies = tally(news);
  await tx.query(ADD_TO_TRACES, [
    ...additionParameters(traces, (traceId) => known.get(traceId)?.day_ms),
    tallies.length > 0 ? storableJson(tallies) : null,
  ]);
}

async function lockTraces(tx: Transaction, traces: readonly TraceRows[]): Promise<ReadonlyMap<string, KnownTrace>> {
  const ids = traces.map(({ traceId }) => traceId);
  const range = rangeOf(
    traces.flatMap(({ rows }) => rows),
    DAY_MS,
  );
  const known = await tx.query<KnownTrace>(LOCK_TRACES, [ids, ...range]);
  return new Map(known.map((trace) => [trace.trace_id, trace]));
}

async function addSpans(tx: WritingTransaction, rows: readonly SpanRow[]): Promise<void> {
  if (rows.length > 0) await tx.copyIn(COPY_SPANS, copiedSpans(rows));
}

async function finishSpans(tx: Transaction, rows: readonly SpanRow[]): Promise<void> {
  if (rows.length === 0) return;
  const finishes = rows.map(({ span }) => ({
    trace_id: span.traceId,
    span_id: span.spanId,
    start_ms: span.startAt,
    duration_ms: span.durationMs,
    status: span.status,
    status_message: span.statusMessage,
    tags: span.tags,
    events: span.events,
    links: span.links,
    left_out: span.leftOut,
  }));
  await tx.query(FINISH_OPEN_SPANS, [storableJson(finishes), ...rangeOf(rows, SECOND_MS)]);
}
