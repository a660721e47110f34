import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { AlertView } from '../alerting/alerts/alert.dto.js';
import { HealthChecksView } from '../health/health.dto.js';
import { TimeRange } from '../http/list.dto.js';
import { WINDOWS, type WindowName } from './time-window.js';

const NUMBERS = { type: 'array', items: { type: 'number', nullable: true } } as const;

/** What to look at: a window up to now, or a range between two times. The last hour unless told otherwise. */
export class DashboardRequest extends TimeRange {
  @ApiProperty({
    description: 'How far back to look, instead of `start_time` and `end_time`.',
    enum: WINDOWS,
    required: false,
  })
  @IsOptional()
  @IsIn(WINDOWS)
  window?: WindowName;
}

export class DashboardHealthView {
  @ApiProperty({ enum: ['ok', 'error'] })
  status: 'ok' | 'error';
  checks: HealthChecksView;
}

/** Firing alerts by severity. */
export class SeverityCountsView {
  critical: number;
  error: number;
  warning: number;
  info: number;
}

export class DashboardAlertsView {
  firing: number;
  pending: number;
  by_severity: SeverityCountsView;
  /** The ten worst: firing before pending, the most severe first, and of those the oldest. */
  items: AlertView[];
}

/** Milliseconds; null without requests. */
export class LatencyView {
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

/** One value for each timestamp, the start of its step; null without data. The step under way is left out once there are others. */
export class TrafficSeriesView {
  timestamps: string[];
  @ApiProperty(NUMBERS)
  requests_per_second: (number | null)[];
  @ApiProperty(NUMBERS)
  error_percent: (number | null)[];
  @ApiProperty(NUMBERS)
  p50_ms: (number | null)[];
  @ApiProperty(NUMBERS)
  p95_ms: (number | null)[];
  @ApiProperty(NUMBERS)
  p99_ms: (number | null)[];
}

export class TrafficView {
  /** In the window. */
  requests: number;
  /** Since the first request in the window. */
  requests_per_second: number;
  /** Share of requests answered with a status of 500 and more; null without requests. */
  error_percent: number | null;
  latency_ms: LatencyView;
  series: TrafficSeriesView;
}

export class DashboardServiceView {
  /** @example "students" */
  service: string;
  requests_per_second: number;
  error_percent: number | null;
  p95_ms: number | null;
  /** What its last health check found; null when it is not checked. */
  up: boolean | null;
}

/** One value for each timestamp, the start of its step; null without data. */
export class ResourceSeriesView {
  timestamps: string[];
  @ApiProperty(NUMBERS)
  cpu_percent: (number | null)[];
  @ApiProperty(NUMBERS)
  memory_percent: (number | null)[];
  @ApiProperty(NUMBERS)
  disk_percent: (number | null)[];
  @ApiProperty(NUMBERS)
  network_receive_bytes_per_second: (number | null)[];
  @ApiProperty(NUMBERS)
  network_transmit_bytes_per_second: (number | null)[];
}

/** All hosts together: the mean of CPU, memory and load, the fullest disk; null when nothing was recorded lately. */
export class ResourcesView {
  cpu_percent: number | null;
  memory_percent: number | null;
  disk_percent: number | null;
  load_1m: number | null;
  series: ResourceSeriesView;
}

export class ErrorSeriesView {
  timestamps: string[];
  count: number[];
}

export class TopErrorView {
  group_id: string;
  /** @example "ValidationError" */
  error_type: string;
  error_message: string;
  service: string;
  count: number;
  last_seen_at: string;
}

export class DashboardErrorsView {
  total: number;
  series: ErrorSeriesView;
  /** The groups with the most errors in the window. */
  top: TopErrorView[];
}

export class DashboardView {
  generated_at: string;

  /**
   * The start of the first step, at or before what was asked for.
   * @example "2026-11-23T21:00:00.000Z"
   */
  start_time: string;

  /** @example "2026-11-23T22:00:00.000Z" */
  end_time: string;

  window_seconds: number;
  step_seconds: number;
  health: DashboardHealthView;
  alerts: DashboardAlertsView;
  traffic: TrafficView;
  services: DashboardServiceView[];
  resources: ResourcesView;
  errors: DashboardErrorsView;
}
