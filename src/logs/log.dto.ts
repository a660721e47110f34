import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import type { LogLevel } from './log-level.js';

/** A log record to keep. Optional fields may be left out or null. */
export class NewLogRecord {
  /** The sender's own id, at most 256 characters. The same record sent again under it counts once. */
  log_id?: string;

  /**
   * trace, debug, info, warn, error or fatal, or what other loggers call them (WARNING, critical, …).
   * @example "warn"
   */
  level?: string = 'info';

  /**
   * After 32,768 characters it is cut, and its last line says so.
   * @example "Payment 4711 took 3.2 s"
   */
  message: string;

  /**
   * The service that wrote it; `unknown_service` when left out.
   * @example "billing"
   */
  service?: string;

  /** @example "PaymentsController" */
  logger?: string;

  /** @example "billing-7d9f" */
  host?: string;

  /** @example "production" */
  environment?: string;

  /** @example "req-7f3a" */
  request_id?: string;

  /** @example "4bf92f3577b34da6a3ce929d0e0e4736" */
  trace_id?: string;

  /** @example "00f067aa0ba902b7" */
  span_id?: string;

  /** @example "user123" */
  user_id?: string;

  /**
   * Anything structured, up to 65,536 characters of JSON.
   * @example { "payment": 4711, "duration_ms": 3200 }
   */
  attributes?: Record<string, unknown>;

  /**
   * When it was written, ISO 8601 or epoch milliseconds; now when left out.
   * @example "2026-11-23T22:15:00.000Z"
   */
  timestamp?: string;
}

/** A kept log record. */
export class LogRecordView {
  log_id: string;

  /** @example "2026-11-23T22:15:00.000Z" */
  timestamp: string;

  level: LogLevel;

  /** @example "Payment 4711 took 3.2 s" */
  message: string;

  /** @example "billing" */
  service: string;

  logger: string | null;
  host: string | null;
  environment: string | null;
  request_id: string | null;
  trace_id: string | null;
  span_id: string | null;
  user_id: string | null;

  /** @example { "payment": 4711, "duration_ms": 3200 } */
  attributes: Record<string, unknown> | null;

  /** What kind of event it tells of, when it is one of OpenTelemetry's events. */
  event_name: string | null;

  /** What sent it, when it came by OTLP. */
  resource_id: string | null;
}

/** A page of log records, newest first. */
export class LogPage {
  items: LogRecordView[];
  next_cursor: string | null;
}

/** How many lines around a record to give. */
export class LogContextFilter {
  /** How many lines before it. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(100)
  before: number = 10;

  /** How many lines after it. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(100)
  after: number = 10;
}

/** A log record among the lines of its service. */
export class LogContext {
  /** Oldest first. */
  before: LogRecordView[];
  record: LogRecordView;
  /** Oldest first. */
  after: LogRecordView[];
}
