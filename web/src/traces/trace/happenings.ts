import type { components } from '../../api/schema.js';
import type { Tone } from '../../state/tone.js';
import { preciseMs } from './precise-time.js';
import type { SpanTree, TreeSpan } from './span-tree.js';

type LogRecord = components['schemas']['LogRecordView'];
type ErrorReference = components['schemas']['ErrorReference'];

/** Something that happened at a moment of a span. */
export interface Happening {
  readonly kind: 'error' | 'log' | 'event';
  /** Milliseconds since the trace began, by the clock of the waterfall. */
  readonly atMs: number;
  readonly tone: Tone;
  readonly title: string;
}

/** What happened in each span, by its id: errors, log records, span events. What names no span of the trace is shown with the first. */
export function happeningsOf(
  tree: SpanTree,
  errors: readonly ErrorReference[],
  logs: readonly LogRecord[],
): ReadonlyMap<string, readonly Happening[]> {
  const found = new Map<string, Happening[]>();
  const add = (placed: TreeSpan | undefined, time: string, what: Omit<Happening, 'atMs'>) => {
    if (placed === undefined) return;
    const atMs = preciseMs(time) - tree.startAt + (placed.span.clock_skew_ms ?? 0);
    const list = found.get(placed.span.span_id);
    if (list === undefined) found.set(placed.span.span_id, [{ ...what, atMs }]);
    else list.push({ ...what, atMs });
  };
  const spanOf = (id: string | null) => (id === null ? undefined : tree.byId.get(id)) ?? tree.spans[0];
  for (const placed of tree.spans) {
    for (const { name, time } of eventsOf(placed.span)) {
      const isException = name === 'exception';
      add(placed, time, { kind: 'event', tone: isException ? 'error' : 'info', title: name });
    }
  }
  for (const { level, message, span_id, timestamp } of logs) {
    add(spanOf(span_id), timestamp, { kind: 'log', tone: toneOfLevel(level), title: `${level}: ${message}` });
  }
  for (const { error_type, span_id, timestamp } of errors) {
    add(spanOf(span_id), timestamp, { kind: 'error', tone: 'error', title: error_type });
  }
  return found;
}

/** How urgent a log record's level is. */
export function toneOfLevel(level: string): Tone {
  if (level === 'fatal') return 'critical';
  if (level === 'error') return 'error';
  if (level === 'warn') return 'warning';
  return level === 'info' ? 'info' : 'unknown';
}

/** An event of a span; the OpenAPI document does not tell what is in it. */
export interface SpanEvent {
  readonly name: string;
  readonly time: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export function eventsOf({ events }: TreeSpan['span']): readonly SpanEvent[] {
  return (events ?? []) as unknown as readonly SpanEvent[];
}
