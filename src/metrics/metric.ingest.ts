import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../configuration/monitoring-configuration.js';
import { ownBatchId } from '../http/batch-id.js';
import type { IngestAnswer } from '../http/ingest.dto.js';
import { answerIngest, readItems } from '../http/ingest.js';
import type { Principal } from '../http/principal.js';
import { Clock } from '../jobs/clock.js';
import { checkMetricItem } from './check-metric-item.js';
import { MetricRecorder } from './metric.recorder.js';

/** Takes samples in over HTTP. */
@Injectable()
export class MetricIngest {
  constructor(
    private readonly recorder: MetricRecorder,
    private readonly configuration: MonitoringConfiguration,
    private readonly clock: Clock,
  ) {}

  /**
   * Checks and records the body of a request.
   *
   * @param batchId belongs to its sender: two senders may use the same
   * @throws Problem 400 or 422 when nothing of it can be recorded
   */
  async record(body: unknown, sender: Principal, batchId: string | undefined): Promise<IngestAnswer> {
    const { current } = this.configuration;
    const read = readItems(body, checkMetricItem(this.clock.now(), current.metric_retention_days));
    const seriesIds = await this.recorder.record(read.items, { batchId: ownBatchId(sender, batchId) });
    return answerIngest(read, `${seriesIds[0]}-${read.items[0]!.at}`);
  }
}
