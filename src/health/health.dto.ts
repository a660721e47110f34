import { ApiProperty } from '@nestjs/swagger';

/** One thing the service lives by. */
export class CheckView {
  @ApiProperty({ enum: ['up', 'down'] })
  status: 'up' | 'down';

  /** How long the check took. */
  latency_ms?: number;

  /**
   * What is wrong, when it is down.
   * @example "The database is not available"
   */
  message?: string;
}

export class HealthChecksView {
  /** PostgreSQL answers. */
  database: CheckView;
  /** A metric sample written now was committed. */
  metrics_ingest: CheckView;
  /** No scheduled job is stuck or fails again and again. */
  jobs: CheckView;
}

export class HealthView {
  @ApiProperty({ enum: ['ok', 'error'] })
  status: 'ok' | 'error';

  /** @example "monitoring" */
  service: string;

  /** @example "0.1.0" */
  version: string;

  uptime_seconds: number;

  checks: HealthChecksView;

  /** When the checks ran: at most about a second ago. */
  checked_at: string;
}

/** That the process answers, and nothing that has to be looked up. */
export class StatusView {
  /** @example "monitoring" */
  service: string;

  /** @example "0.1.0" */
  version: string;

  @ApiProperty({ enum: ['up'] })
  status: 'up';

  started_at: string;

  uptime_seconds: number;

  time: string;
}
