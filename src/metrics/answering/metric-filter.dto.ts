import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { MAX_RANKED } from './rank-groups.js';

/** How a length of time is given. */
export const STEP = /^\d{1,7}(\.\d{1,3})?[smhd]?$/;
export const STEP_MESSAGE = 'step must be seconds or a number with s, m, h or d';

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
  @Matches(STEP, { message: STEP_MESSAGE })
  step?: string;

  /**
   * Only so many groups, those with the greatest mean over the range, the greatest first.
   * @example 10
   */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_RANKED)
  top?: number;

  /** Only so many groups, those with the least mean over the range, the least first. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_RANKED)
  bottom?: number;

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
