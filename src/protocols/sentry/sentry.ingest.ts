import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../../configuration/monitoring-configuration.js';
import { type ErrorOccurrence, ErrorRecorder } from '../../errors/error.recorder.js';
import type { Principal } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { IngestTimes } from '../ingest-times.js';
import { isRecord, type JsonRecord, textOf } from './json-record.js';
import { type Envelope, type EnvelopeItem, readEnvelope } from './read-envelope.js';
import { type EventOrigin, readEvent } from './read-event.js';

/** As much of an event that cannot be read as is kept of it. */
const MAX_RAW = 4096;

/** Takes in errors that Sentry SDKs send. */
@Injectable()
export class SentryIngest {
  constructor(
    private readonly errors: ErrorRecorder,
    private readonly configuration: MonitoringConfiguration,
    private readonly clock: Clock,
  ) {}

  /**
   * Records the events of an envelope; an event sent again counts once, by its id.
   *
   * @returns the id of its event @throws Problem 400 for bytes that are no envelope; DatabaseUnavailable
   */
  async record(bytes: Buffer, sender: Principal): Promise<string | undefined> {
    const envelope = readAny(bytes);
    const times = new IngestTimes(this.clock.now(), this.configuration.current.log_retention_days);
    const events = envelope.items.filter(({ type }) => type === 'event');
    const errors = events.map((item) => {
      const faults = [item.fault, envelope.fault].filter((fault) => fault !== undefined);
      return occurrenceOf(item, envelope.header, { service: sender.subject, times, faults });
    });
    if (errors.length === 0) return textOf(envelope.header.event_id, 64);
    const [id] = await this.errors.record(errors);
    return id;
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

function parse(text: string): JsonRecord | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
