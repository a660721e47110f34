import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../../../configuration/monitoring-configuration.js';
import { ErrorRecorder } from '../../../errors/error.recorder.js';
import type { Principal } from '../../../http/principal.js';
import { Problem } from '../../../http/problem.js';
import { Clock } from '../../../jobs/clock.js';
import type { FinishedOrOpenSpan } from '../../../tracing/span.js';
import { TraceRecorder } from '../../../tracing/trace.recorder.js';
import { IngestTimes } from '../../ingest-times.js';
import { RefusalLog } from '../../refusal-log.js';
import { Refusals } from '../../refusals.js';
import { exceptionsOfSpans } from '../exceptions/read-exceptions.js';
import { readItems } from '../export-request.js';
import { readSpan } from './read-span.js';

/** Takes in spans that OpenTelemetry SDKs and Collectors send. */
@Injectable()
export class OtlpTracesIngest {
  constructor(
    private readonly recorder: TraceRecorder,
    private readonly errors: ErrorRecorder,
    private readonly configuration: MonitoringConfiguration,
    private readonly clock: Clock,
    private readonly log: RefusalLog,
  ) {}

  /**
   * Records the spans of an ExportTraceServiceRequest, and their exceptions as errors. Sent again they count once.
   *
   * @returns what was refused; everything else is on disk
   * @throws Problem 400 for bytes that are no such message, 403 while tracing is switched off; DatabaseUnavailable
   */
  async record(bytes: Buffer, sender: Principal): Promise<Refusals> {
    if (!this.recorder.enabled) {
      throw Problem.of(403, 'Tracing is switched off (ENABLE_DISTRIBUTED_TRACING=false): nothing was stored.');
    }
    const times = new IngestTimes(this.clock.now(), this.configuration.current.log_retention_days);
    const refusals = new Refusals();
    const spans = await readItems<FinishedOrOpenSpan>('ExportTraceServiceRequest', bytes, refusals, (reader, origin) =>
      readSpan(reader, origin, times),
    );
    await this.log.noteItems('otlp-traces', refusals, sender.subject, times.now);
    await this.recorder.record(spans);
    await this.errors.record(exceptionsOfSpans(spans));
    return refusals;
  }
}
