import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../../configuration/monitoring-configuration.js';
import { ownBatchId } from '../../http/batch-id.js';
import type { IngestAnswer } from '../../http/ingest.dto.js';
import { answerIngest, checkAccepted, type ItemOutcome } from '../../http/ingest.js';
import { findItems, type JsonItems, readItem } from '../../http/json-items.js';
import type { Principal } from '../../http/principal.js';
import { ingestRange } from '../../http/time.js';
import { Pacer } from '../../jobs/pacer.js';
import { MetricRecorder } from '../metric.recorder.js';
import { hashDescriptor } from '../series/metric-series.js';
import type { SampleDraft } from '../series/sample-draft.js';
import { checkMetricItem } from './check-metric-item.js';
import { ItemReader } from './item-reader.js';

/** Takes samples in over HTTP. */
@Injectable()
export class MetricIngest {
  constructor(
    private readonly recorder: MetricRecorder,
    private readonly configuration: MonitoringConfiguration,
  ) {}

  /**
   * Checks and records the body of a request.
   *
   * @param body bytes of JSON: an item or an array of them
   * @param batchId belongs to its sender: two senders may use the same
   * @throws Problem 400 or 422 when nothing of it can be recorded
   */
  async record(body: unknown, sender: Principal, batchId: string | undefined): Promise<IngestAnswer> {
    const pacer = new Pacer();
    const items = await findItems(Buffer.isBuffer(body) ? body : Buffer.alloc(0), pacer);
    const draft = this.recorder.draft(items.spans.length / 2);
    const outcome = await this.read(items, draft, pacer);
    checkAccepted(outcome);
    const { seriesIds, times } = await this.recorder.recordDraft(draft, { batchId: ownBatchId(sender, batchId) });
    return answerIngest(outcome, `${seriesIds[0]}-${times[0]}`);
  }

  private async read({ bytes, spans, single }: JsonItems, draft: SampleDraft, pacer: Pacer): Promise<ItemOutcome> {
    const { hash, now } = draft;
    const retentionDays = this.configuration.current.metric_retention_days;
    const reader = new ItemReader(bytes, hash, now, ...ingestRange(now, retentionDays));
    const check = checkMetricItem(now, retentionDays);
    const outcome: ItemOutcome = { accepted: 0, rejected: [], single };
    for (let i = 0; i < spans.length; i += 2) {
      if (pacer.isDue) await pacer.pause();
      const start = spans[i]!;
      const end = spans[i + 1]!;
      const isHashed = reader.read(start, end);
      const known = isHashed ? draft.find() : 0;
      if (known !== 0) {
        draft.add(known, reader.at, reader.value, reader.count);
        continue;
      }
      const checked = check(readItem(bytes, start, end));
      if ('value' in checked) {
        const sample = checked.value;
        if (!isHashed) hashDescriptor(hash, sample);
        draft.add(draft.find() || draft.describe(sample), sample.at, sample.value, sample.count);
      } else outcome.rejected.push({ index: i / 2, ...checked });
      if (draft.isFull) await draft.settle();
    }
    outcome.accepted = draft.size;
    return outcome;
  }
}
