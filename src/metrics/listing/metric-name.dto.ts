import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { METRIC_KINDS, type MetricKind } from '../metric-kind.js';

/** Which metric names to list. */
export class MetricNameFilter {
  /**
   * Only names that contain this text.
   * @example "http_"
   */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  search?: string;

  /** How many names a page holds. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(2000)
  limit?: number = 1000;

  /** `next_cursor` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  cursor?: string;
}

/** A metric that has been recorded. */
export class MetricNameView {
  /** @example "http_requests_total" */
  metric_name: string;

  @ApiProperty({ enum: METRIC_KINDS, example: 'counter' })
  metric_type: MetricKind;

  unit: string | null;

  /**
   * How many series it has.
   * @example 12
   */
  series_count: number;

  /**
   * How many of them stand for the series that a service had over its limit; they carry the tag `overflow`.
   * @example 0
   */
  overflow_series_count: number;

  /** Names of the tags its series have. */
  tag_names: string[];

  /** To within the hour. */
  last_seen_at: string;
}

/** A page of metric names in alphabetical order. */
export class MetricNamePage {
  items: MetricNameView[];
  next_cursor: string | null;
}
