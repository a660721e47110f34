import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Clock } from '../../jobs/clock.js';
import { ExclusiveJobs } from '../../jobs/exclusive-jobs.js';
import { MetricQuery } from '../../metrics/metric.query.js';
import { MetricRecorder } from '../../metrics/metric.recorder.js';
import { errorRates } from './error-rates.js';

/** As the default rule *High Error Rate* looks back. */
const WINDOW_MS = 120_000;
const BY_SERVICE = { aggregation: 'increase', groupBy: ['service'] };
const FAILED = [{ tag: 'status', operator: '=~', value: '5..' }] as const;

/** Records `api.error_rate`: how many in a hundred requests to a service failed in the last two minutes. */
@Injectable()
export class ErrorRateCollector implements OnApplicationBootstrap {
  constructor(
    private readonly environment: Environment,
    private readonly clock: Clock,
    private readonly jobs: ExclusiveJobs,
    private readonly metrics: MetricQuery,
    private readonly recorder: MetricRecorder,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.every('error-rate', this.environment.get('COLLECTOR_INTERVAL_SECONDS'), () => this.collect());
  }

  private async collect(): Promise<void> {
    const at = this.clock.now();
    const requests = { metricName: 'http_requests_total', startAt: at - WINDOW_MS, endAt: at };
    const [all, failed] = await this.metrics.evaluateGroups([
      { ...requests, reductions: [BY_SERVICE] },
      { ...requests, matchers: FAILED, reductions: [BY_SERVICE] },
    ]);
    await this.recorder.record(errorRates(all![0]!, failed![0]!, at));
  }
}
