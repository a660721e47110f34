import { type Severity } from '../severity.js';

/** How many errors there were of one type. */
export class ErrorTypeCount {
  /** @example "ValidationError" */
  error_type: string;

  /** @example 12 */
  count: number;
}

/** How many errors one service had. */
export class ErrorServiceCount {
  /** @example "students" */
  service: string;

  /** @example 12 */
  count: number;
}

/** How many errors one endpoint had. */
export class ErrorEndpointCount {
  /** @example "/api/v1/students" */
  endpoint: string;

  /** @example "POST" */
  http_method: string | null;

  /** @example 12 */
  count: number;
}

/** How many errors a step had. */
export class ErrorTrendStep {
  /**
   * When the step begins; the first one may begin before the range, and only what is in the range is counted.
   * @example "2026-11-23T22:00:00.000Z"
   */
  timestamp: string;

  /** @example 3 */
  count: number;
}

/** The errors that fit the filter over time, and compared with as long a time before. */
export class ErrorTrend {
  /** Without a start_time, 24 hours before the end. */
  start_time: string;

  /** Without an end_time, now. */
  end_time: string;

  /** @example 17 */
  count: number;

  /** @example 0.3 */
  rate_per_minute: number;

  /**
   * How many there were in as long a time before.
   * @example 20
   */
  previous_count: number;

  /**
   * How many more or fewer there are than before; null when there were none before.
   * @example -15
   */
  change_percent: number | null;

  /** @example 3600 */
  step_seconds: number;

  /** Every step of the range, oldest first, at most a hundred and one. */
  steps: ErrorTrendStep[];
}

/** Counts of the errors that fit the filter, not only of those on the page. */
export class ErrorStatistics {
  /** @example 17 */
  total: number;

  /** False when the filter has a search, trace or request and only the newest 10,000 matches were counted. */
  complete: boolean;

  /**
   * Severities without errors are 0.
   * @example { "info": 0, "warning": 12, "error": 5, "critical": 0 }
   */
  by_severity: Record<Severity, number>;

  /** The 50 most frequent types. */
  by_type: ErrorTypeCount[];

  /** The 50 services with the most errors. */
  by_service: ErrorServiceCount[];

  /** The 50 endpoints with the most errors, among the newest 10,000 that are stored and fit. */
  by_endpoint: ErrorEndpointCount[];

  /** Null when the filter has a search, trace or request. */
  trend: ErrorTrend | null;
}
