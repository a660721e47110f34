import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../../configuration/monitoring-configuration.js';
import { type ErrorOccurrence, ErrorRecorder } from '../../errors/error.recorder.js';
import type { Principal } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { MetricRecorder } from '../../metrics/metric.recorder.js';
import { TraceRecorder } from '../../tracing/trace.recorder.js';
import { IngestTimes } from '../ingest-times.js';
import type { EventOrigin } from './event-fields.js';
import { isRecord, type JsonRecord, textOf } from './json-record.js';
import { readAttachments } from './read-attachments.js';
import { readClientReport, readSession, readSessions } from './read-counts.js';
import { type Envelope, type EnvelopeItem, readEnvelope } from './read-envelope.js';
import { readEvent } from './read-event.js';
import { readStreamedSpans, readTransaction } from './read-transaction.js';

/** As much of an event that cannot be read as is kept of it. */
const MAX_RAW = 4096;

/** Items that are counts. */
const COUNTS = { session: readSession, sessions: readSessions, client_report: readClientReport };

/** Takes in what Sentry SDKs send: errors with their attachments, spans, sessions and client reports. */
@Injectable()
export class SentryIngest {
  constructor(
    private readonly errors: ErrorRecorder,
    private readonly traces: TraceRecorder,
    private readonly metrics: MetricRecorder,
    private readonly configuration: MonitoringConfiguration,
    private readonly clock: Clock,
  ) {}

  /**
   * Records the items of an envelope; sent again they count once: events and spans by their ids, counts by the envelope.
   *
   * @returns the id of its event @throws Problem 400 for bytes that are no envelope; DatabaseUnavailable
   */
  async record(bytes: Buffer, sender: Principal): Promise<string | undefined> {
    const envelope = readAny(bytes);
    const times = new IngestTimes(this.clock.now(), this.configuration.current.log_retention_days);
    const origin: EventOrigin = { service: sender.subject, times, faults: envelope.fault ? [envelope.fault] : [] };
    await this.recordCounts(envelope, origin, bytes);
    await this.recordSpans(envelope, origin);
    const errors = errorsOf(envelope, origin);
    if (errors.length === 0) return textOf(envelope.header.event_id, 64);
    const [id] = await this.errors.record(errors);
    return id;
  }

  private async recordCounts({ items }: Envelope, origin: EventOrigin, bytes: Buffer): Promise<void> {
    const samples = Object.entries(COUNTS).flatMap(([type, read]) =>
      parsed(items, type).flatMap((item) => read(item, origin)),
    );
    if (samples.length === 0) return;
    // The envelope tells when it was sent, so two have the same bytes only when one is the other sent again.
    await this.metrics.record(samples, { batchId: `sentry:${createHash('sha256').update(bytes).digest('hex')}` });
  }

  private async recordSpans({ items }: Envelope, origin: EventOrigin): Promise<void> {
    const spans = [
      ...parsed(items, 'transaction').flatMap((transaction) => readTransaction(transaction, origin)),
      ...parsed(items, 'span').flatMap((item) => readStreamedSpans(item, origin)),
    ];
    if (spans.length > 0 && this.traces.enabled) await this.traces.record(spans);
  }
}

function readAny(bytes: Buffer): Envelope {
  try {
    return readEnvelope(bytes);
  } catch (fault) {
    if (fault instanceof SyntaxError) throw Problem.of(400, `The body is no Sentry envelope: ${fault.message}.`);
    throw fault;
  }
}

/** Attachments belong to the envelope's event; SDKs put one into each. */
function errorsOf({ header, items }: Envelope, origin: EventOrigin): ErrorOccurrence[] {
  const events = items.filter(({ type }) => type === 'event');
  return events.map((item, i) => {
    const faults = item.fault ? [item.fault, ...origin.faults] : [...origin.faults];
    const attachments = i === 0 ? readAttachments(items, (fault) => faults.push(fault)) : [];
    return { ...occurrenceOf(item, header, { ...origin, faults }), attachments };
  });
}

/** An event that cannot be read is an error all the same: that there was one is known. */
function occurrenceOf(item: EnvelopeItem, header: JsonRecord, origin: EventOrigin): ErrorOccurrence {
  const text = item.payload.toString();
  const event = parse(text);
  // SDKs put the id into the envelope as well.
  if (event) return readEvent('event_id' in event ? event : { ...event, event_id: header.event_id }, origin);
  const faults = [...origin.faults, 'the event is no JSON object: only its first characters are kept'];
  const occurrence = readEvent({ event_id: header.event_id, level: 'error' }, { ...origin, faults });
  return {
    ...occurrence,
    errorType: 'UnreadableEvent',
    errorMessage: 'An event came in that could not be read',
    additionalData: { raw: text.slice(0, MAX_RAW) },
  };
}

/** The items of a type that are JSON objects. */
function parsed(items: readonly EnvelopeItem[], type: string): JsonRecord[] {
  const records = items.filter((item) => item.type === type).map(({ payload }) => parse(payload.toString()));
  return records.filter((record) => record !== undefined);
}

function parse(text: string): JsonRecord | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
