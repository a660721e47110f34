import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { MetricRecorder, type MetricSample } from '../../metrics/metric.recorder.js';
import type { CheckOutcome } from './check-target.js';

/** Keeps what health checks found: a row each, and the gauges that alert rules and the dashboard read. */
@Injectable()
export class HealthCheckRecorder {
  constructor(
    private readonly database: Database,
    private readonly metrics: MetricRecorder,
  ) {}

  /** @param at when the round of checks began, epoch ms */
  async record(outcomes: readonly CheckOutcome[], at: number): Promise<void> {
    await this.database.query(
      `insert into health_checks (service, checked_at, status, duration_ms, message, details)
       select service, $1, status, duration_ms, message, details
         from unnest($2::text[], $3::text[], $4::float8[], $5::text[], $6::jsonb[])
           as given (service, status, duration_ms, message, details)
       on conflict do nothing`,
      [
        new Date(at),
        outcomes.map(({ service }) => service),
        outcomes.map(({ up }) => (up ? 'up' : 'down')),
        outcomes.map(({ durationMs }) => durationMs),
        outcomes.map(({ message }) => message ?? null),
        outcomes.map(({ details }) => JSON.stringify(details ?? {})),
      ],
    );
    await this.metrics.record(outcomes.flatMap((outcome) => checkSamples(outcome, at)));
  }

  /** When the last round of checks began, by any replica; undefined before the first. */
  async lastCheckedAt(): Promise<number | undefined> {
    const [row] = await this.database.query<{ at: Date | null }>('select max(checked_at) as at from health_checks');
    return row?.at?.getTime();
  }
}

function checkSamples({ service, up, durationMs }: CheckOutcome, at: number): MetricSample[] {
  const gauge = (name: string, value: number, unit?: string): MetricSample => ({
    name,
    kind: 'gauge',
    value,
    at,
    unit,
    source: 'health',
    tags: { service },
  });
  return [gauge('service_up', up ? 1 : 0), gauge('service_check_duration_ms', durationMs, 'ms')];
}
