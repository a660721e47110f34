import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../../../configuration/monitoring-configuration.js';
import { ownBatchId } from '../../../http/batch-id.js';
import type { Principal } from '../../../http/principal.js';
import { Problem } from '../../../http/problem.js';
import { MetricRecorder } from '../../../metrics/metric.recorder.js';
import { IngestTimes } from '../../ingest-times.js';
import { ProtobufFault } from '../../protobuf/proto-reader.js';
import { RefusalLog } from '../../refusal-log.js';
import { Refusals } from '../../refusals.js';
import { MetricsRequest } from './metrics-request.js';
import { StreamMemory } from './stream-memory.js';

/** Bytes of a request to a sample: a first guess, from a data point with a few attributes. */
const BYTES_A_SAMPLE = 100;

/** Takes in metrics that OpenTelemetry SDKs and Collectors send. */
@Injectable()
export class OtlpMetricsIngest {
  constructor(
    private readonly recorder: MetricRecorder,
    private readonly memory: StreamMemory,
    private readonly configuration: MonitoringConfiguration,
    private readonly log: RefusalLog,
  ) {}

  /**
   * Records the data points of an ExportMetricsServiceRequest.
   *
   * @param batchId belongs to its sender: two senders may use the same
   * @returns what was refused; everything else is on disk
   * @throws Problem 400 for bytes that are no such message, DatabaseUnavailable
   */
  async record(bytes: Buffer, sender: Principal, batchId: string | undefined): Promise<Refusals> {
    const draft = this.recorder.draft(Math.ceil(bytes.length / BYTES_A_SAMPLE) + 1);
    const times = new IngestTimes(draft.now, this.configuration.current.metric_retention_days);
    const refusals = new Refusals();
    await read(new MetricsRequest(bytes, draft, refusals, times, this.memory));
    this.log.note('otlp', refusals, sender.subject, draft);
    await this.recorder.recordDraft(draft, { batchId: ownBatchId(sender, batchId) });
    return refusals;
  }
}

async function read(request: MetricsRequest): Promise<void> {
  try {
    await request.read();
  } catch (fault) {
    if (!(fault instanceof ProtobufFault)) throw fault;
    throw Problem.of(400, `The body is no ExportMetricsServiceRequest: ${fault.message}.`);
  }
}
