import { Injectable } from '@nestjs/common';
import type { HealthCheckResult } from '@nestjs/terminus';
import { Environment } from '../config/environment.js';
import { Clock } from '../jobs/clock.js';
import { JobRunner } from '../jobs/job-runner.js';
import { version } from '../version.js';
import type { CheckView, HealthView } from './health.dto.js';
import { HealthProbes } from './health.probes.js';
import { judgeJobs } from './judge-jobs.js';
import { TerminusChecks } from './terminus-checks.js';

/** The whole answer is due within 3 s, also while PostgreSQL hangs. */
const TIMEOUT_MS = 2000;
/** However often somebody asks, the checks run about once a second. */
const FRESH_MS = 1000;

/** Whether this process can do its work: reach the database, take in data, keep its jobs going. */
@Injectable()
export class OwnHealth {
  private latest: { at: number; report: Promise<HealthView> } | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly clock: Clock,
    private readonly jobs: JobRunner,
    private readonly probes: HealthProbes,
    private readonly terminus: TerminusChecks,
  ) {}

  /** The state now, or at most a second ago. Never rejects. */
  check(): Promise<HealthView> {
    const now = this.clock.now();
    if (!this.latest || now - this.latest.at >= FRESH_MS) this.latest = { at: now, report: this.run(now) };
    return this.latest.report;
  }

  private async run(now: number): Promise<HealthView> {
    const result = await this.terminus.run(TIMEOUT_MS, {
      database: () => this.probes.pingDatabase(TIMEOUT_MS),
      metrics_ingest: () => this.probes.writeMetric(),
      jobs: () => {
        const faults = judgeJobs(this.jobs.states, now);
        if (faults.length > 0) throw new Error(faults.join('; '));
      },
    });
    return {
      status: result.status === 'ok' ? 'ok' : 'error',
      service: this.environment.get('SERVICE_NAME'),
      version,
      uptime_seconds: Math.floor(process.uptime()),
      checks: {
        database: checkView(result, 'database'),
        metrics_ingest: checkView(result, 'metrics_ingest'),
        jobs: checkView(result, 'jobs'),
      },
      checked_at: new Date(now).toISOString(),
    };
  }
}

function checkView({ details }: HealthCheckResult, name: string): CheckView {
  const { status, responseTime, message } = details[name]!;
  return { status: status === 'up' ? 'up' : 'down', latency_ms: responseTime, message };
}
