import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { MonitoringConfiguration } from '../../configuration/monitoring-configuration.js';
import type { Principal } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { MetricRecorder } from '../../metrics/metric.recorder.js';
import { GuessedKinds } from '../../metrics/series/guessed-kinds.js';
import { IngestTimes } from '../ingest-times.js';
import { ProtobufFault } from '../protobuf/proto-reader.js';
import { RefusalLog } from '../refusal-log.js';
import { Refusals } from '../refusals.js';
import { uncompressBlock } from './snappy-body.js';
import { WriteRequest } from './write-request.js';

/** Bytes of a request to a sample: a first guess, from a series' labels. */
const BYTES_A_SAMPLE = 200;

/** Takes in what Prometheus servers send. */
@Injectable()
export class RemoteWriteIngest {
  private readonly maxBytes: number;

  constructor(
    private readonly recorder: MetricRecorder,
    private readonly guessedKinds: GuessedKinds,
    private readonly configuration: MonitoringConfiguration,
    private readonly log: RefusalLog,
    environment: Environment,
  ) {
    this.maxBytes = environment.get('MAX_BODY_BYTES');
  }

  /**
   * Records the samples of a request. Sent again it changes nothing: samples are states.
   *
   * @throws Problem 400 for a body that cannot be read, and for one with samples that cannot be taken, after the others
   * were stored; 413 for one that is too large; DatabaseUnavailable
   */
  async record(body: Buffer, sender: Principal): Promise<void> {
    const bytes = uncompressBlock(body, this.maxBytes);
    const draft = this.recorder.draft(Math.ceil(bytes.length / BYTES_A_SAMPLE) + 1);
    const times = new IngestTimes(draft.now, this.configuration.current.metric_retention_days);
    const refusals = new Refusals();
    const request = new WriteRequest(bytes, draft, refusals, times);
    await read(request);
    const stored = draft.size;
    this.log.note('remote-write', refusals, sender.subject, draft);
    await Promise.all([this.guessedKinds.correct(request.kinds, draft.now), this.recorder.recordDraft(draft)]);
    if (refusals.count > 0) {
      throw Problem.of(400, `${refusals.count} samples were refused, ${stored} are stored. ${refusals.reasons}`);
    }
  }
}

async function read(request: WriteRequest): Promise<void> {
  try {
    await request.read();
  } catch (fault) {
    if (fault instanceof ProtobufFault) throw Problem.of(400, `The body is no WriteRequest: ${fault.message}.`);
    throw fault;
  }
}
