import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Attributes } from '../../resources/attributes.js';
import type { LeftOut, SpanEvent, SpanLink } from '../span.js';
import type { SpanKind, SpanStatus } from '../span-kind.js';

/** A span in its place in the trace. */
export class SpanView {
  /** @example "00f067aa0ba902b7" */
  span_id: string;

  parent_span_id: string | null;

  /**
   * 0 for a root.
   * @example 1
   */
  depth: number;

  /** @example "process_student_data" */
  operation_name: string;

  /** @example "students" */
  service_name: string;

  kind: SpanKind;

  /**
   * Corrected when its clock contradicts that of its caller.
   * @example "2026-11-23T22:15:00.000125Z"
   */
  started_at: string;

  /** When it started by its own clock; null when `started_at` says just that. */
  sent_started_at: string | null;

  /**
   * By how many milliseconds its start was moved so that it lies within its caller; null when it was not.
   * @example 1500.25
   */
  clock_skew_ms: number | null;

  /**
   * Null while the span is open.
   * @example 42.375
   */
  duration_ms: number | null;

  /**
   * The time in which none of its children was at work; null while the span is open.
   * @example 12.5
   */
  self_time_ms: number | null;

  status: SpanStatus;
  status_message: string | null;

  /**
   * Its attributes, of any type JSON has.
   * @example { "student_id": "123", "http.response.status_code": 200 }
   */
  tags: Attributes;

  /**
   * The library that recorded it, with its version.
   * @example "@opentelemetry/instrumentation-pg 0.59.0"
   */
  scope: string | null;

  /** W3C `tracestate`. */
  trace_state: string | null;

  /** What happened during it. */
  events: SpanEvent[] | null;

  /** Other spans it has to do with. */
  links: SpanLink[] | null;

  /** How much of it was too much to be kept; null when nothing was. */
  left_out: LeftOut | null;

  /** What sent it: its attributes stand in the trace's `resources`. Null from the JSON door. */
  resource_id: string | null;

  /** True when its root waited for it: without it, the root would have ended earlier. */
  on_critical_path: boolean;

  /**
   * What the span itself, without its children, adds to the time its root took; 0 off the critical path.
   * @example 12.5
   */
  critical_ms: number;

  /** True when the parent it names has not arrived. */
  missing_parent: boolean;

  /** The place in `folds` of the fold it belongs to, from 0; null when it repeats nothing. */
  fold: number | null;
}

/** Five or more children of one span that did the same, whatever values their calls had. */
export class TraceFold {
  /** @example "00f067aa0ba902b7" */
  parent_span_id: string;

  /** @example "pg.query:SELECT school" */
  operation_name: string;

  /**
   * The statement or address they called, with `?` in place of values; null when they name none.
   * @example "select * from fees where student_id = ?"
   */
  call: string | null;

  /** @example "students" */
  service_name: string;

  kind: SpanKind;

  /** @example 47 */
  count: number;

  /** How many of them failed. */
  error_count: number;

  /**
   * Their durations together.
   * @example 212.5
   */
  total_ms: number;

  /**
   * The longest of their durations.
   * @example 9.75
   */
  max_ms: number;

  /** @example "53995c3f42cd8ad8" */
  first_span_id: string;

  /** @example "a3ce929d0e0e4736" */
  last_span_id: string;

  /** True for calls made one after another that took 50 ms or more together: probably a loop that could be one call. */
  likely_n_plus_one: boolean;
}

/** How to show a trace. */
export class TraceViewFilter {
  /** `true` leaves out all spans of a fold but the first three, and what is below them. */
  @IsOptional()
  @IsIn(['true', 'false'])
  fold?: 'true' | 'false';

  /** How many spans a page holds at most. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000)
  limit: number = 10_000;

  /** `next_cursor` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  cursor?: string;
}

/** A whole trace; of a large one a page of its spans. */
export class TraceView {
  trace_id: string;

  /** @example "2026-11-23T22:15:00.000125Z" */
  started_at: string;

  /** @example 42.375 */
  duration_ms: number;

  /**
   * Of the whole trace, whatever the page shows.
   * @example 7
   */
  span_count: number;

  error_count: number;

  /** @example ["billing", "students"] */
  services: string[];

  /** True when the trace has more than 50,000 spans, of which the earliest are looked at. */
  truncated: boolean;

  /** In the order of a waterfall: every span right before its children. A page goes on where the one before ended. */
  spans: SpanView[];

  /** Children that repeat themselves, of the spans on the page. */
  folds: TraceFold[];

  /**
   * The attributes of what sent the spans on the page, by `resource_id`.
   * @example { "4711": { "service.name": "students", "host.name": "students-7d9f" } }
   */
  resources: Record<string, Attributes>;

  /** Of the next page; null when all spans have been shown. */
  next_cursor: string | null;
}
