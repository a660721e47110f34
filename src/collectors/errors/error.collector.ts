import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ErrorTallies } from '../../errors/quota/error.tallies.js';
import { ExclusiveJobs } from '../../jobs/exclusive-jobs.js';
import { MetricRecorder } from '../../metrics/metric.recorder.js';
import { errorSamples, KnownTypes } from './error-samples.js';

const RECORD_SECONDS = 5;

/** Records what was counted of errors as metrics: each commit of errors once, however often this is cut off. */
@Injectable()
export class ErrorCollector implements OnApplicationBootstrap {
  private readonly types = new KnownTypes();

  constructor(
    private readonly jobs: ExclusiveJobs,
    private readonly tallies: ErrorTallies,
    private readonly recorder: MetricRecorder,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.every('error-metrics', RECORD_SECONDS, () => this.collect());
  }

  private async collect(): Promise<void> {
    for (let batches = await this.tallies.oldest(); batches.length > 0; batches = await this.tallies.oldest()) {
      for (const { id, tallies } of batches) {
        await this.recorder.record(errorSamples(tallies, this.types), { batchId: `error-tally:${id}` });
      }
      await this.tallies.forget(batches);
    }
  }
}
