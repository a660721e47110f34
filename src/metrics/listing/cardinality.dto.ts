import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** Which series to count. */
export class CardinalityFilter {
  /**
   * Only series of this service; the empty text stands for those that name none.
   * @example "students"
   */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  service?: string;

  /** How many services, metrics and tags are listed, those with the most series first. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number = 20;
}

/** The series of one service. */
export class ServiceCardinality {
  /**
   * The `service` tag of its series, else their source, else their `job`.
   * @example "students"
   */
  service: string;

  /** @example 41250 */
  series_count: number;

  /** Series that stand for all that was over the limit. */
  overflow_series_count: number;

  /**
   * Of METRIC_SERIES_LIMIT. From 80 on the service warns in its log.
   * @example 82.5
   */
  used_percent: number;
}

/** The series of one metric. */
export class MetricCardinality {
  /** @example "http_requests_total" */
  metric_name: string;

  /** @example 12800 */
  series_count: number;
}

/** The series that have a tag. */
export class TagCardinality {
  /** @example "student_id" */
  tag: string;

  /** @example 12800 */
  series_count: number;

  /**
   * How many different values it has: a tag with nearly as many as it has series is what makes them many.
   * @example 12650
   */
  value_count: number;
}

/** What makes series many. */
export class CardinalityReport {
  /** All series within the retention, those that stand for overflow left out. */
  series_count: number;

  /**
   * METRIC_SERIES_LIMIT: how many a service may have.
   * @example 50000
   */
  series_limit: number;

  services: ServiceCardinality[];
  metrics: MetricCardinality[];
  tags: TagCardinality[];
}
