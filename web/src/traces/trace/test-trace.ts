import type { SpanView, TracePart } from './span-tree.js';

type Line = readonly [id: string, depth: number, fromMs: number, tookMs: number | null, more?: Partial<SpanView>];

/** A part of a trace written as its waterfall, for tests of what is made of it. */
export function traceOf(
  lines: readonly Line[],
  { folds = [], durationMs = 100 }: { folds?: TracePart['folds']; durationMs?: number } = {},
): TracePart {
  return {
    started_at: '2026-11-28T10:00:00.000Z',
    duration_ms: durationMs,
    folds,
    spans: lines.map(([id, depth, fromMs, tookMs, more]) => ({
      span_id: id,
      parent_span_id: null,
      depth,
      operation_name: id,
      service_name: 'students',
      kind: 'internal',
      started_at: new Date(Date.parse('2026-11-28T10:00:00.000Z') + fromMs).toISOString(),
      sent_started_at: null,
      clock_skew_ms: null,
      duration_ms: tookMs,
      self_time_ms: tookMs,
      status: 'unset',
      status_message: null,
      tags: {},
      scope: null,
      trace_state: null,
      events: null,
      links: null,
      left_out: null,
      resource_id: null,
      on_critical_path: false,
      critical_ms: 0,
      missing_parent: false,
      fold: null,
      ...more,
    })),
  };
}

/** Repeats of a call, `count` of them, the first of which has this id. */
export function foldOf(first: string, count: number): TracePart['folds'][number] {
  return {
    parent_span_id: 'root',
    operation_name: 'SELECT',
    call: null,
    service_name: 'students',
    kind: 'client',
    count,
    error_count: 0,
    total_ms: count,
    max_ms: 1,
    first_span_id: first,
    last_span_id: 'last',
    likely_n_plus_one: false,
  };
}
