import { LevelCounts } from '../logs/counts/log-counts.dto.js';
import { TraceView } from '../tracing/view/trace-view.dto.js';

/** An error that happened in a trace; `GET /errors?trace_id=` has all that is known of it. */
export class ErrorReference {
  /** @example "f1c7a3b0-7d0e-4a63-9a55-0d8f0a3d7c11" */
  error_id: string;

  group_id: string;

  /** @example "TimeoutError" */
  error_type: string;

  /** @example "billing" */
  service: string;

  /** The span it happened in. */
  span_id: string | null;

  /** @example "2026-11-23T22:15:00.012Z" */
  timestamp: string;

  /**
   * The error, by its `error_id`, in the deepest span below this one's that has one: what failed there made this fail. Null when there
   * is none.
   */
  caused_by: string | null;
}

/** The errors of a trace. */
export class TraceErrors {
  /**
   * Counted to 1,000.
   * @example 1
   */
  count: number;

  /** The earliest 100. */
  items: ErrorReference[];
}

/** The log records of a trace; `GET /logs?trace_id=` lists them. */
export class TraceLogs {
  /**
   * Counted to 10,000.
   * @example 12
   */
  count: number;

  levels: LevelCounts;
}

/** A trace, and what the other signals have of it from a day before to a day after. */
export class TraceWithReferences extends TraceView {
  errors: TraceErrors;
  logs: TraceLogs;
}
