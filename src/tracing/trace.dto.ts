import { IsIn, IsOptional } from 'class-validator';
import { SENT_STATUSES, type SentStatus, type SpanKind } from './span-kind.js';

/** A span to record. Optional fields may be left out or null. */
export class NewSpan {
  /**
   * A W3C trace id, or any other text up to 128 characters; it is kept as given.
   * @example "4bf92f3577b34da6a3ce929d0e0e4736"
   */
  trace_id: string;

  /**
   * Unique within the trace, at most 128 characters. The same span sent again counts once.
   * @example "00f067aa0ba902b7"
   */
  span_id: string;

  /**
   * Left out, null or empty for the root.
   * @example "53995c3f42cd8ad8"
   */
  parent_span_id?: string;

  /**
   * W3C `tracestate`, at most 512 characters.
   * @example "vendor=00f067aa0ba902b7"
   */
  trace_state?: string;

  /**
   * At most 512 characters.
   * @example "process_student_data"
   */
  operation_name: string;

  /** @example "students" */
  service_name: string;

  kind?: SpanKind = 'internal';

  /**
   * ISO 8601, to the microsecond, or epoch milliseconds, which may have a fraction.
   * @example "2026-11-23T22:15:00.000125Z"
   */
  start_time: string;

  /**
   * Without it and without `duration_ms` the span is open until it is sent again with one of them, or its trace is finished.
   * @example "2026-11-23T22:15:00.042500Z"
   */
  end_time?: string;

  /**
   * In place of `end_time`; it wins when both are given.
   * @example 42.375
   */
  duration_ms?: number;

  /** `success` is kept as `ok`. */
  status?: SentStatus = 'unset';

  /** After 8,192 characters it is cut, and its last line says so. */
  status_message?: string;

  /**
   * At most 32, names up to 128 characters and values up to 1,024.
   * @example { "student_id": "123", "operation": "enrollment" }
   */
  tags?: Record<string, string>;
}

/** How a trace ended. */
export class FinishTrace {
  /**
   * ISO 8601 or epoch milliseconds; now when left out.
   * @example "2026-11-23T22:15:00.042Z"
   */
  @IsOptional()
  end_time?: string;

  /** For the spans that have no status yet; `success` means `ok`. */
  @IsOptional()
  @IsIn(SENT_STATUSES)
  status?: SentStatus;
}

/** What finishing a trace did. */
export class FinishedTrace {
  trace_id: string;

  /**
   * How many spans were open and are now finished; 0 when the trace was finished before.
   * @example 1
   */
  finished: number;
}
