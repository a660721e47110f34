import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../configuration/monitoring-configuration.js';
import { Database } from '../database/database.js';
import { GroupCommit } from '../database/group-commit.js';
import { storableJson } from '../database/storable-text.js';
import { type ResourceIds, ResourceRegistry } from '../resources/resource.registry.js';
import type { FinishedOrOpenSpan } from './span.js';
import type { SpanStatus } from './span-kind.js';
import { FINISH_SPANS, INSERT_SPANS } from './write-spans.sql.js';

const DAY_MS = 86_400_000;

/** Writes spans and keeps the summaries of their traces, in one statement for all that wait. */
@Injectable()
export class TraceRecorder {
  private readonly commit = new GroupCommit<SpanRow>((rows) => this.write(rows));

  constructor(
    private readonly database: Database,
    private readonly resources: ResourceRegistry,
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
  async record(spans: readonly FinishedOrOpenSpan[]): Promise<void> {
    const resourceIds = await this.resources.idsOf(spans);
    await this.commit.add(spans.map((span) => asRow(span, resourceIds)));
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

  private async write(spans: readonly SpanRow[]): Promise<void> {
    const rows = [...onePerId(spans)];
    // The known spans of these traces are looked for a day around: PostgreSQL then reads few partitions.
    const from = new Date(rows.reduce((first, { start_ms }) => Math.min(first, start_ms), Infinity) - DAY_MS);
    const to = new Date(rows.reduce((last, { start_ms }) => Math.max(last, start_ms), -Infinity) + DAY_MS);
    const traceIds = [...new Set(rows.map((row) => row.trace_id))];
    await this.database.query(INSERT_SPANS, [storableJson(rows), traceIds, from, to]);
  }
}

/** Of the spans with the same ids the first that is finished, else the first: one statement may not write a row twice. */
function onePerId(spans: readonly SpanRow[]): Iterable<SpanRow> {
  const kept = new Map<string, SpanRow>();
  for (const span of spans) {
    const key = `${span.trace_id}\n${span.span_id}`;
    const before = kept.get(key);
    if (!before || (before.duration_ms === undefined && span.duration_ms !== undefined)) kept.set(key, span);
  }
  return kept.values();
}

type SpanRow = ReturnType<typeof asRow>;

function asRow(span: FinishedOrOpenSpan, resourceIds: ResourceIds) {
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
    scope: span.scope,
    trace_state: span.traceState,
    events: span.events,
    links: span.links,
    left_out: span.leftOut,
    resource_id: span.resource && resourceIds.get(span.resource),
  };
}
