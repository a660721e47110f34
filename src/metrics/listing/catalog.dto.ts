import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { METRIC_KINDS, type MetricKind, TEMPORALITIES, type Temporality } from '../metric-kind.js';

/** Which series to list. */
export class SeriesFilter {
  /**
   * Only series of this metric.
   * @example "http_requests_total"
   */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  metric_name?: string;

  /**
   * Only series whose tags fit, as in `GET /metrics`.
   * @example "service=students,status=~5.."
   */
  @IsOptional()
  @IsString()
  @MaxLength(4096)
  tags?: string;

  /** How many series a page holds. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(2000)
  limit?: number = 1000;

  /** `next_cursor` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  cursor?: string;
}

/** A series that has been recorded. */
export class SeriesView {
  /** @example "http_requests_total" */
  metric_name: string;

  @ApiProperty({ enum: METRIC_KINDS, example: 'counter' })
  metric_type: MetricKind;

  /** Of a counter: whether it is sent as increments or as a running total. */
  @ApiProperty({ enum: TEMPORALITIES, example: 'delta' })
  temporality: Temporality;

  unit: string | null;

  /** @example { "service": "students", "method": "GET" } */
  tags: Record<string, string>;

  source: string | null;

  /** To within the hour. */
  last_seen_at: string;
}

/** A page of series, in the order in which they first appeared. */
export class SeriesPage {
  items: SeriesView[];
  next_cursor: string | null;
}

/** Of which metric to list the tags. */
export class TagFilter {
  /**
   * Only tags of this metric; of all metrics it takes longer.
   * @example "http_requests_total"
   */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  metric_name?: string;
}

/** Which values of a tag to list. */
export class TagValueFilter extends TagFilter {
  /**
   * Only values that begin with this text.
   * @example "/api/"
   */
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  search?: string;

  /** How many values are listed at the most. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000)
  limit?: number = 1000;
}

/** Names of tags, or values of one, in alphabetical order. */
export class TagTexts {
  /** @example ["method", "service", "status"] */
  items: string[];

  /**
   * Whether there are more than were asked for.
   * @example false
   */
  truncated: boolean;
}
