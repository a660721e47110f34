import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../configuration/monitoring-configuration.js';
import { Database } from '../database/database.js';
import { GroupCommit } from '../database/group-commit.js';
import { storableJson } from '../database/storable-text.js';
import type { SpanKind, SpanStatus } from './span-kind.js';
import { FINISH_SPANS, INSERT_SPANS } from './write-spans.sql.js';

/** A span to record. Without a duration it is open, and may be recorded again or finished later. */
export interface FinishedOrOpenSpan {
  /** A W3C id or any other text. */
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  operationName: string;
  serviceName: string;
  kind: SpanKind;
  /** Epoch ms, with microseconds as its fraction. */
  startAt: number;
  durationMs?: number;
  status: SpanStatus;
  statusMessage?: string;
  tags?: Record<string, string>;
}

const DAY_MS = 86_400_000;

/** Writes spans and keeps the summaries of their traces, in one statement for all that wait. */
@Injectable()
export class TraceRecorder {
  private readonly commit = new GroupCommit<FinishedOrOpenSpan>((spans) => this.write(spans));

  constructor(
    private readonly database: Database,
    private readonly configuration: MonitoringConfiguration,
  ) {}

  /** False while tracing is switched off: doors then refuse spans and say so. */
  get enabled(): boolean {
    return this.configuration.current.enable_tracing;
  }

  /**
   * Resolves after the commit. A span is known by its trace id and span id: sent again it counts once, and a span
   * that was open is finished by one that is not. What was finished stays as it is.
   */
  record(spans: readonly FinishedOrOpenSpan[]): Promise<void> {
    return this.commit.add(spans);
  }

  /** Ends every open span of a trace at `endAt` (epoch ms). @returns how many there were; undefined for an unknown trace */
  async finish(traceId: string, endAt: number, status: SpanStatus | undefined): Promise<number | undefined> {
    const [row] = await this.database.query<{ known: boolean; finished: number }>(FINISH_SPANS, [
      traceId,
      endAt / 1000,
      status ?? null,
    ]);
    return row!.known ? row!.finished : undefined;
  }

  private async write(spans: readonly FinishedOrOpenSpan[]): Promise<void> {
    const rows = [...onePerId(spans)];
    // The known spans of these traces are looked for a day around: PostgreSQL then reads few partitions.
    const from = new Date(rows.reduce((first, { startAt }) => Math.min(first, startAt), Infinity) - DAY_MS);
    const to = new Date(rows.reduce((last, { startAt }) => Math.max(last, startAt), -Infinity) + DAY_MS);
    const traceIds = [...new Set(rows.map((row) => row.traceId))];
    await this.database.query(INSERT_SPANS, [storableJson(rows.map(asRow)), traceIds, from, to]);
  }
}

/** Of the spans with the same ids the first that is finished, else the first: one statement may not write a row twice. */
function onePerId(spans: readonly FinishedOrOpenSpan[]): Iterable<FinishedOrOpenSpan> {
  const kept = new Map<string, FinishedOrOpenSpan>();
  for (const span of spans) {
    const key = `${span.traceId}\n${span.spanId}`;
    const before = kept.get(key);
    if (!before || (before.durationMs === undefined && span.durationMs !== undefined)) kept.set(key, span);
  }
  return kept.values();
}

function asRow(span: FinishedOrOpenSpan) {
  return {
    trace_id: span.traceId,
    span_id: span.spanId,
    start_ms: span.startAt,
    parent_span_id: span.parentSpanId,
    operation_name: span.operationName,
    service_name: span.serviceName,
    kind: span.kind,
    duration_ms: span.durationMs,
    status: span.status,
    status_message: span.statusMessage,
    tags: span.tags ?? {},
  };
}
