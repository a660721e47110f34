import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../jobs/clock.js';
import { JobRunner } from '../../jobs/job-runner.js';
import { MetricQuery } from '../../metrics/metric.query.js';
import { SlowOperations } from '../../tracing/sampling/slow-operations.js';
import { SPAN_DURATION } from './span-samples.js';

const LEARN_SECONDS = 60;
const LEARN_FROM_MS = 3_600_000;
/** A percentile of fewer says little. */
const FEWEST = 20;
const BY_OPERATION = { groupBy: ['service', 'operation'] };

/** Tells every replica's sampling from when on an operation is slow: the 95th percentile of its last hour. */
@Injectable()
export class SlowOperationCollector implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: JobRunner,
    private readonly clock: Clock,
    private readonly metrics: MetricQuery,
    private readonly slowOperations: SlowOperations,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.every('slow-operations', LEARN_SECONDS, () => this.learn());
  }

  private async learn(): Promise<void> {
    const endAt = this.clock.now();
    const range = { metricName: SPAN_DURATION, startAt: endAt - LEARN_FROM_MS, endAt };
    const [counts, percentiles] = await this.metrics.evaluateAll(range, [
      { aggregation: 'count', ...BY_OPERATION },
      { aggregation: 'p95', ...BY_OPERATION },
    ]);
    const counted = new Set(counts!.filter(({ values }) => values[0]! >= FEWEST).map(({ tags }) => keyOf(tags)));
    this.slowOperations.learn(
      percentiles!
        .filter(({ tags }) => counted.has(keyOf(tags)))
        .map(({ tags, values }) => ({
          service: tags.service ?? '',
          operation: tags.operation ?? '',
          slowFromMs: values[0]!,
        })),
    );
  }
}

function keyOf({ service, operation }: Record<string, string>): string {
  return `${service}\n${operation}`;
}
