import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ExclusiveJobs } from '../../jobs/exclusive-jobs.js';
import { MetricRecorder } from '../../metrics/metric.recorder.js';
import { SpanTallies, type TallyBatch } from '../../tracing/span.tallies.js';
import { spanSamples } from './span-samples.js';

const RECORD_SECONDS = 5;

/** Records what was counted of spans as metrics: each commit of spans once, however often this is cut off. */
@Injectable()
export class SpanCollector implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: ExclusiveJobs,
    private readonly tallies: SpanTallies,
    private readonly recorder: MetricRecorder,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.every('span-metrics', RECORD_SECONDS, () => this.collect());
  }

  private async collect(): Promise<void> {
    let batches = await this.tallies.oldest();
    while (batches.length > 0) {
      const [first, ...others] = batches;
      // Most of what is new among their series is in the first one: made by one alone, nobody waits for its locks.
      await this.record(first!);
      await Promise.all(others.map((batch) => this.record(batch)));
      await this.tallies.forget(batches);
      batches = await this.tallies.oldest();
    }
  }

  private async record(batch: TallyBatch): Promise<void> {
    await this.recorder.record(spanSamples(batch), { batchId: `span-tally:${batch.id}` });
  }
}
