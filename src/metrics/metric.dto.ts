import { ApiProperty } from '@nestjs/swagger';
import { METRIC_KINDS, type MetricKind } from './metric-kind.js';

/** One sample to record. Optional fields may be left out or null. */
export class MetricItem {
  /**
   * Letters, digits and `_ . : / -`, at most 255.
   * @example "api.response_time"
   */
  metric_name: string;

  /**
   * `counter`: the value is an increment. `gauge`, `summary`: the value is a state. `histogram`: the value is an
   * observation.
   */
  @ApiProperty({ enum: METRIC_KINDS, example: 'histogram' })
  metric_type: MetricKind;

  /**
   * A finite number; not negative for a counter.
   * @example 125.5
   */
  value: number;

  /**
   * Histograms: how many observations had this value (1 if left out), for observations counted by bucket before.
   * @example 1
   */
  count?: number;

  /** @example "ms" */
  unit?: string;

  /**
   * At most 32; names up to 128 and values up to 1024 characters.
   * @example { "service": "students", "endpoint": "/api/v1/students", "method": "GET" }
   */
  tags?: Record<string, string>;

  /**
   * What measured it.
   * @example "api"
   */
  source?: string;

  /**
   * ISO 8601 or epoch milliseconds; the time of arrival if left out.
   * @example "2026-11-23T22:15:00Z"
   */
  @ApiProperty({ oneOf: [{ type: 'string', format: 'date-time' }, { type: 'integer' }], required: false })
  timestamp?: string | number;
}
