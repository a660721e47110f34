import { float8Array, int4Array, nullableFloat8Array, textArray } from '../../database/binary-arrays.js';
import type { FinishedOrOpenSpan } from '../span.js';
import type { Tally } from '../span.tallies.js';
import type { SpanRow, TraceRows } from './span-row.js';

const DAY_MS = 86_400_000;
const TALLY_SECONDS = 10;
/** Durations have eight buckets to each doubling; what is not above this has none. */
const LEAST_MS = 1e-6;
const BUCKETS_A_DOUBLING = 8;

/** What spans add to the summary of their trace. Times are epoch ms. */
interface TraceAddition {
  startAt: number;
  endAt: number;
  /** The span without a parent, or the earliest. */
  root: FinishedOrOpenSpan;
  rootDurationMs: number | undefined;
  spanCount: number;
  openSpanCount: number;
  errorCount: number;
  services: Set<string>;
}

/** The first parameters of ADD_TO_TRACES. @param dayOf the day (epoch ms) by which a trace is known, if it is */
export function additionParameters(
  traces: readonly TraceRows[],
  dayOf: (traceId: string) => number | undefined,
): unknown[] {
  const additions = traces.map(({ rows }) => sumUp(rows));
  const days = traces.map(({ traceId }, i) => dayOf(traceId) ?? Math.floor(additions[i]!.startAt / DAY_MS) * DAY_MS);
  return [
    textArray(traces.map(({ traceId }) => traceId)),
    float8Array(days),
    float8Array(additions.map(({ startAt }) => startAt)),
    float8Array(additions.map(({ endAt }) => endAt)),
    textArray(additions.map(({ root }) => root.operationName)),
    textArray(additions.map(({ root }) => root.serviceName)),
    additions.map(({ root }) => isRoot(root)),
    nullableFloat8Array(additions.map(({ rootDurationMs }) => rootDurationMs)),
    int4Array(additions.map(({ spanCount }) => spanCount)),
    int4Array(additions.map(({ openSpanCount }) => openSpanCount)),
    int4Array(additions.map(({ errorCount }) => errorCount)),
    textArray(additions.map(({ services }) => [...services].sort().join('\n'))),
  ];
}

/** A span that finishes another is not one more, and one less is open. */
function sumUp(rows: readonly SpanRow[]): TraceAddition {
  const sum: TraceAddition = {
    startAt: Infinity,
    endAt: -Infinity,
    root: rows[0]!.span,
    rootDurationMs: undefined,
    spanCount: 0,
    openSpanCount: 0,
    errorCount: 0,
    services: new Set(),
  };
  for (const { span, finishes } of rows) {
    const { startAt, durationMs } = span;
    sum.startAt = Math.min(sum.startAt, startAt);
    sum.endAt = Math.max(sum.endAt, startAt + (durationMs ?? 0));
    if (comesBefore(span, sum.root)) sum.root = span;
    if (isRoot(span) && durationMs !== undefined) sum.rootDurationMs = Math.max(sum.rootDurationMs ?? 0, durationMs);
    if (finishes) sum.openSpanCount--;
    else sum.spanCount++;
    if (durationMs === undefined) sum.openSpanCount++;
    else if (span.status === 'error') sum.errorCount++;
    sum.services.add(span.serviceName);
  }
  return sum;
}

/** What finished spans add to the metrics: how many of an operation ended within ten seconds and took about as long. */
export function tally(rows: readonly SpanRow[]): Tally[] {
  const tallies = new Map<string, Tally>();
  for (const { span } of rows) {
    const { startAt, durationMs, serviceName, operationName, kind, status } = span;
    if (durationMs === undefined) continue;
    const endedAt = Math.floor((startAt + durationMs) / 1000 / TALLY_SECONDS) * TALLY_SECONDS;
    const bucket = durationMs > LEAST_MS ? Math.ceil(Math.log2(durationMs) * BUCKETS_A_DOUBLING) : null;
    const key = `${endedAt}\n${bucket}\n${kind}\n${status}\n${serviceName}\n${operationName}`;
    const same = tallies.get(key);
    if (same) same[6]++;
    else tallies.set(key, [endedAt, serviceName, operationName, kind, status, bucket, 1]);
  }
  return [...tallies.values()];
}

function comesBefore(span: FinishedOrOpenSpan, other: FinishedOrOpenSpan): boolean {
  if (isRoot(span) !== isRoot(other)) return isRoot(span);
  return span.startAt < other.startAt;
}

function isRoot({ parentSpanId }: FinishedOrOpenSpan): boolean {
  return parentSpanId === undefined;
}
