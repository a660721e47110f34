import { ApiProperty } from '@nestjs/swagger';
import { METRIC_KINDS, type MetricKind } from '../metric-kind.js';

/** A sample as it was recorded. */
export class MetricSampleView {
  /** @example "system_cpu_usage" */
  metric_name: string;

  @ApiProperty({ enum: METRIC_KINDS, example: 'gauge' })
  metric_type: MetricKind;

  /**
   * Null when the value is no finite number.
   * @example 45.2
   */
  value: number | null;

  /** @example 1 */
  count: number;

  /** @example "percent" */
  unit: string | null;

  /** @example { "host": "web-1" } */
  tags: Record<string, string>;

  source: string | null;

  /** @example "2026-11-23T22:15:00.000Z" */
  timestamp: string;
}

/** A page of single samples, newest first. */
export class MetricSamplePage {
  items: MetricSampleView[];
  next_cursor: string | null;
}

/** The value of one step. */
export class MetricPoint {
  /**
   * Start of the step.
   * @example "2026-11-23T22:15:00.000Z"
   */
  timestamp: string;

  /**
   * Null when the step has no data.
   * @example 182.5
   */
  value: number | null;
}

/** The values of one group. */
export class MetricGroup {
  /**
   * The tags grouped by.
   * @example { "endpoint": "/api/v1/students" }
   */
  tags: Record<string, string>;

  points: MetricPoint[];
}

/** An aggregated metric. */
export class AggregatedMetric {
  /** @example "http_request_duration_ms" */
  metric_name: string;

  /** @example "p95" */
  aggregation: string;

  /** @example "ms" */
  unit: string | null;

  start_time: string;
  end_time: string;

  /** @example 300 */
  step_seconds: number;

  items: MetricGroup[];

  /** Always null: all groups are in one answer. */
  next_cursor: string | null;
}

/** The answer to one of several questions. */
export class MetricAnswer {
  /**
   * The question's name.
   * @example "errors"
   */
  name: string;

  /**
   * Null for an expression.
   * @example "http_requests_total"
   */
  metric_name: string | null;

  /**
   * Null for an expression.
   * @example "rate"
   */
  aggregation: string | null;

  /** Null when the question asked for a metric. */
  expression: string | null;

  /** Null when there is none, and for an expression. */
  unit: string | null;

  /** @example 300 */
  step_seconds: number;

  items: MetricGroup[];
}

/** The answers to several questions, in their order. */
export class MetricAnswers {
  start_time: string;
  end_time: string;
  items: MetricAnswer[];
}
