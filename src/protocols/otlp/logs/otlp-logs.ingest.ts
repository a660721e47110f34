import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../../../configuration/monitoring-configuration.js';
import { ErrorRecorder } from '../../../errors/error.recorder.js';
import type { Principal } from '../../../http/principal.js';
import { Clock } from '../../../jobs/clock.js';
import { type LogOccurrence, LogRecorder } from '../../../logs/log.recorder.js';
import { IngestTimes } from '../../ingest-times.js';
import { RefusalLog } from '../../refusal-log.js';
import { Refusals } from '../../refusals.js';
import { exceptionsOfLogs } from '../exceptions/read-exceptions.js';
import { readItems } from '../export-request.js';
import { readLogRecord } from './read-log-record.js';

/** Takes in log records that OpenTelemetry SDKs and Collectors send. */
@Injectable()
export class OtlpLogsIngest {
  constructor(
    private readonly recorder: LogRecorder,
    private readonly errors: ErrorRecorder,
    private readonly configuration: MonitoringConfiguration,
    private readonly clock: Clock,
    private readonly log: RefusalLog,
  ) {}

  /**
   * Records the log records of an ExportLogsServiceRequest, and their exceptions as errors. The same request sent again counts once: OTLP gives records no ids,
   * so that a record is known by the bytes of its request and its place in it.
   *
   * @returns what was refused; everything else is on disk
   * @throws Problem 400 for bytes that are no such message; DatabaseUnavailable
   */
  async record(bytes: Buffer, sender: Principal): Promise<Refusals> {
    const times = new IngestTimes(this.clock.now(), this.configuration.current.log_retention_days);
    const refusals = new Refusals();
    const records = await readItems<LogOccurrence>('ExportLogsServiceRequest', bytes, refusals, (reader, origin) =>
      readLogRecord(reader, origin, times),
    );
    await this.log.noteItems('otlp-logs', refusals, sender.subject, times.now);
    const request = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
    for (const [i, record] of records.entries()) record.logId = `${request}:${String(i).padStart(5, '0')}`;
    await this.recorder.record(records);
    await this.errors.record(exceptionsOfLogs(records));
    return refusals;
  }
}
