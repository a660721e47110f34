import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { ListFilter } from '../http/list.dto.js';
import { ExceptionView, NewException } from './exception.dto.js';
import { SEVERITIES, type Severity } from './severity.js';
import { ErrorStatistics } from './statistics/error-statistics.dto.js';

/** An error to record. Optional fields may be left out or null. */
export class NewError {
  /**
   * The sender's own id, at most 256 characters. The same error sent again under it counts once.
   * @example "8d9a6a6e-2f6c-4f57-8a55-0b1c7de0a3a1"
   */
  error_id?: string;

  /**
   * The class or code of the error, at most 256 characters.
   * @example "ValidationError"
   */
  error_type: string;

  /**
   * What went wrong. After 8,192 characters it is cut, and its last line says so.
   * @example "Invalid student ID format"
   */
  error_message: string;

  severity?: Severity = 'error';

  /**
   * The route template of the request that failed.
   * @example "/api/v1/students"
   */
  endpoint?: string;

  /** @example "POST" */
  http_method?: string;

  /**
   * 100 to 599.
   * @example 422
   */
  status_code?: number;

  /**
   * The stack as the language prints it. After 65,536 characters it is cut, and its last line says so.
   * @example "ValidationError: Invalid student ID format\n    at checkId (/app/dist/students/check-id.js:12:11)"
   */
  stack_trace?: string;

  /** The stack taken apart, instead of `stack_trace`: the exception that was thrown, then what caused it. At most 20. */
  exceptions?: NewException[];

  /** @example "user123" */
  user_id?: string;

  /** @example "req-7f3a" */
  request_id?: string;

  /** @example "4bf92f3577b34da6a3ce929d0e0e4736" */
  trace_id?: string;

  /** @example "00f067aa0ba902b7" */
  span_id?: string;

  /**
   * The service it happened in; `unknown_service` when left out.
   * @example "students"
   */
  service?: string;

  /** @example "production" */
  environment?: string;

  /** @example "2.4.1" */
  release?: string;

  /**
   * At most 32, names up to 128 characters and values up to 1,024.
   * @example { "school": "harare-north" }
   */
  tags?: Record<string, string>;

  /**
   * Anything else that helps, up to 65,536 characters of JSON.
   * @example { "form": "enrolment", "attempt": 2 }
   */
  additional_data?: Record<string, unknown>;

  /**
   * When it happened, ISO 8601 or epoch milliseconds; now when left out.
   * @example "2026-11-23T22:15:00.000Z"
   */
  timestamp?: string;
}

/** Which errors to list and count. */
export class ErrorFilter extends ListFilter {
  /**
   * Only errors of this service.
   * @example "students"
   */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  service?: string;

  /**
   * Only errors of this type.
   * @example "ValidationError"
   */
  @IsOptional()
  @IsString()
  @MaxLength(256)
  error_type?: string;

  /** Only errors of this severity. */
  @IsOptional()
  @IsIn(SEVERITIES)
  severity?: Severity;

  /** Only errors of this group. */
  @IsOptional()
  @IsUUID('all')
  group_id?: string;

  /**
   * Only errors of this trace.
   * @example "4bf92f3577b34da6a3ce929d0e0e4736"
   */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  trace_id?: string;

  /**
   * Only errors of this request.
   * @example "req-7f3a"
   */
  @IsOptional()
  @IsString()
  @MaxLength(256)
  request_id?: string;

  /**
   * Only errors whose message has this text in it, in capital or small letters, from the start of a word.
   * @example "student id"
   */
  @IsOptional()
  @IsString()
  @MaxLength(256)
  search?: string;
}

/** A recorded error. */
export class ErrorView {
  error_id: string;

  /** @example "2026-11-23T22:15:00.000Z" */
  timestamp: string;

  /** @example "ValidationError" */
  error_type: string;

  /** @example "Invalid student ID format" */
  error_message: string;

  severity: Severity;

  /** @example "students" */
  service: string;

  /** Errors with one cause share it. */
  group_id: string;

  /**
   * The innermost frame of the service's own code.
   * @example "checkId (students/check-id.js)"
   */
  culprit: string | null;

  environment: string | null;
  release: string | null;
  endpoint: string | null;
  http_method: string | null;
  status_code: number | null;
  stack_trace: string | null;
  user_id: string | null;
  request_id: string | null;
  trace_id: string | null;
  span_id: string | null;

  /** @example { "school": "harare-north" } */
  tags: Record<string, string>;

  additional_data: Record<string, unknown> | null;

  /** The one that was thrown, then what caused it; null when the sender told a stack trace as text, or none. */
  exceptions: ExceptionView[] | null;

  /** What of the event could not be read or kept. */
  processing_errors: string[];
}

/** A page of errors, newest first. */
export class ErrorPage {
  items: ErrorView[];
  next_cursor: string | null;
  statistics: ErrorStatistics;
}
