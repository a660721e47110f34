import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { MonitoringConfiguration } from '../../configuration/monitoring-configuration.js';
import { OutgoingCalls } from '../../recording/outgoing-calls.js';
import { OwnHealth } from '../own-health.js';
import { type CheckOutcome, checkTarget } from './check-target.js';

/** Half the time between two looks at the clock: rounds do not slip by a look each time. */
const EARLY_MS = 500;

/** One round of health checks. */
@Injectable()
export class HealthCheckRound {
  constructor(
    private readonly environment: Environment,
    private readonly configuration: MonitoringConfiguration,
    private readonly own: OwnHealth,
    private readonly calls: OutgoingCalls,
  ) {}

  isDue(lastAt: number | undefined, now: number): boolean {
    return lastAt === undefined || now - lastAt >= this.configuration.current.health_check_interval * 1000 - EARLY_MS;
  }

  /** Checks this service from within and the others by their URLs, all at once. Never rejects. */
  async run(): Promise<CheckOutcome[]> {
    const targets = this.environment.get('HEALTH_CHECK_TARGETS') ?? {};
    const call = this.calls.fetch.bind(this.calls, 'health check');
    return Promise.all([
      this.checkSelf(),
      ...Object.entries(targets).map(([name, url]) => checkTarget(name, url, { call })),
    ]);
  }

  private async checkSelf(): Promise<CheckOutcome> {
    const startedAt = performance.now();
    const { status, checks } = await this.own.check();
    const down = Object.entries(checks).filter(([, check]) => check.status === 'down');
    return {
      service: this.environment.get('SERVICE_NAME'),
      up: status === 'ok',
      durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
      details: { ...checks },
      ...(down.length > 0 ? { message: down.map(([name, check]) => `${name}: ${check.message}`).join('; ') } : {}),
    };
  }
}
