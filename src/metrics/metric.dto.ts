import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
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

/** What to read of a metric. */
export class MetricFilter {
  /**
   * The metric's name.
   * @example "http_request_duration_ms"
   */
  @IsString()
  @MaxLength(255)
  metric_name: string;

  /**
   * ISO 8601 or epoch milliseconds, included. An hour before the end if left out.
   * @example "2026-11-23T21:15:00Z"
   */
  @IsOptional()
  @IsString()
  start_time?: string;

  /**
   * ISO 8601 or epoch milliseconds, excluded. Now if left out.
   * @example "2026-11-23T22:15:00Z"
   */
  @IsOptional()
  @IsString()
  end_time?: string;

  /**
   * A JSON object of tags that must be equal, or terms with commas between them: `name=value`, `name!=value`,
   * `name=~pattern`, `name!~pattern`. A tag that a series does not have counts as empty.
   * @example "service=students,status=~5.."
   */
  @IsOptional()
  @IsString()
  @MaxLength(4096)
  tags?: string;

  /**
   * `avg`, `sum`, `min`, `max`, `count`, `first`, `last`, `stddev`, `rate` (per second), `increase`, or a percentile
   * such as `p95` or `p99.9`. Without it single samples are listed.
   * @example "p95"
   */
  @IsOptional()
  @IsString()
  @MaxLength(16)
  aggregation?: string;

  /**
   * Tags to group by, with commas between them.
   * @example "endpoint,method"
   */
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  group_by?: string;

  /**
   * Length of a step: seconds, or a number with `s`, `m`, `h` or `d`. The whole range is one step if left out.
   * @example "5m"
   */
  @IsOptional()
  @Matches(/^\d{1,7}(\.\d{1,3})?[smhd]?$/, { message: 'step must be seconds or a number with s, m, h or d' })
  step?: string;

  /** How many single samples a page holds; groups are answered all. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000)
  limit?: number = 1000;

  /** `next_cursor` of the page before; for single samples. */
  @IsOptional()
  @IsString()
  @MaxLength(512)
  cursor?: string;
}
