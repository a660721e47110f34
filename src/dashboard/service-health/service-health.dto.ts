import { ApiProperty } from '@nestjs/swagger';
import { AlertView } from '../../alerting/alerts/alert.dto.js';
import { OperationView, ServiceCallView } from '../../operations/operation.dto.js';
import { TopErrorView } from '../dashboard.dto.js';

const NUMBERS = { type: 'array', items: { type: 'number', nullable: true } } as const;

/**
 * One value for each timestamp of the answer, about 30 for a sparkline; null without data. That of the step under way, the last, is there only
 * where it is all there is.
 */
export class SmallServiceSeriesView {
  @ApiProperty(NUMBERS)
  requests_per_second: (number | null)[];
  /** Of all requests. */
  @ApiProperty(NUMBERS)
  error_percent: (number | null)[];
  @ApiProperty(NUMBERS)
  p95_ms: (number | null)[];
}

/**
 * How a service does, by its HTTP requests (`http_requests_total`, `http_request_duration_ms`); of one that records none by its spans of
 * the kinds `server` and `consumer`.
 */
class ServiceFigures {
  /** @example "students" */
  service: string;

  /**
   * Where its figures of requests come from; null when nothing counted any.
   * @example "requests"
   */
  @ApiProperty({ enum: ['requests', 'spans'], nullable: true })
  measured_by: 'requests' | 'spans' | null;

  /** Mean of the range. */
  requests_per_second: number;

  /** Share of requests answered with a status of 500 and more, or of spans that failed; null without any. */
  error_percent: number | null;

  p50_ms: number | null;
  p95_ms: number | null;
  p99_ms: number | null;

  /** What its last health check found; null when it is not checked. */
  up: boolean | null;

  /** Alerts that are firing now and have the tag `service` with its name. */
  active_alerts: number;

  /** Groups of errors first seen in the range. */
  new_error_groups: number;

  /** Errors in the range, counted by whole hours where it is longer than one. */
  errors: number;

  /** When anything of it was last seen, to the minute; of metrics alone to the hour. */
  last_seen_at: string | null;
}

/** A service in the list of all. */
export class ServiceHealthView extends ServiceFigures {
  /**
   * The versions seen in the range, the newest first; ten at most.
   * @example ["1.4.0", "1.3.2"]
   */
  versions: string[];

  series: SmallServiceSeriesView;
}

/** Every service that was seen in any signal, by name. */
export class ServiceHealthList {
  /** @example "2026-11-23T21:00:00.000Z" */
  start_time: string;

  /** @example "2026-11-23T22:00:00.000Z" */
  end_time: string;

  /** Length of a step of the small series. */
  step_seconds: number;

  /** Starts of the steps: once for all services, of which there may be thousands. */
  timestamps: string[];

  items: ServiceHealthView[];
}

/** Requests a second by how they were answered; of spans, 2xx are those that went well and 5xx those that failed. */
export class StatusClassSeriesView {
  @ApiProperty(NUMBERS)
  '1xx': (number | null)[];
  @ApiProperty(NUMBERS)
  '2xx': (number | null)[];
  @ApiProperty(NUMBERS)
  '3xx': (number | null)[];
  @ApiProperty(NUMBERS)
  '4xx': (number | null)[];
  @ApiProperty(NUMBERS)
  '5xx': (number | null)[];
}

/** One value for each timestamp, the start of its step; null without data. 60 to 120 steps. */
export class ServiceSeriesView extends SmallServiceSeriesView {
  timestamps: string[];
  requests_per_second_by_status: StatusClassSeriesView;
  @ApiProperty(NUMBERS)
  p50_ms: (number | null)[];
  @ApiProperty(NUMBERS)
  p99_ms: (number | null)[];
}

/** A version of a service. */
export class ServiceVersionView {
  /** @example "1.4.0" */
  version: string;
  first_seen_at: string;
  /** To the minute. */
  last_seen_at: string;
}

/** Something a service runs as: a process or a host. */
export class ServiceInstanceView {
  /**
   * `service.instance.id`, or the name of the host.
   * @example "students-7d9f-x2k"
   */
  instance: string;

  /** @example "node-3" */
  host: string | null;

  /** @example "1.4.0" */
  version: string | null;

  /** Null where it is not known. */
  first_seen_at: string | null;

  /** To the day, or of metrics to the hour. */
  last_seen_at: string;
}

/** A service and what is around it. */
export class ServiceDetailView extends ServiceFigures {
  start_time: string;
  end_time: string;
  step_seconds: number;
  series: ServiceSeriesView;

  /** As `GET /traces/operations` tells them: those that took most time in all, 100 at most. */
  operations: OperationView[];

  /** Who calls it, as `GET /traces/service-map` tells, the busiest first. */
  called_by: ServiceCallView[];

  /** What it calls, the busiest first. */
  calls: ServiceCallView[];

  /** All that are known, the newest first; 50 at most. */
  versions: ServiceVersionView[];

  /** Those seen last come first; 100 at most. */
  instances: ServiceInstanceView[];

  /** Its pending and firing alerts, the newest first; 50 at most. */
  alerts: AlertView[];

  /** The groups with the most errors in the range; 10 at most. */
  top_errors: TopErrorView[];
}
