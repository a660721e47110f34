import type { MetricSample } from '../../metrics/metric.recorder.js';
import { type EventOrigin, line, millisecondsOf } from './event-fields.js';
import { isRecord, type JsonRecord, listOf, recordOf } from './json-record.js';

/** How sessions ended; `started` counts all. */
const OUTCOMES = ['exited', 'errored', 'crashed', 'abnormal', 'unhandled'] as const;
type SessionState = 'started' | (typeof OUTCOMES)[number];

const MAX_TEXT = 128;
const MAX_COUNTS = 100;
const MAX_QUANTITY = 1e9;

/**
 * How many sessions an item of the type `session` tells of: one that begins, one that is over, or both.
 * Source: https://develop.sentry.dev/sdk/telemetry/sessions/
 */
export function readSession(session: JsonRecord, origin: EventOrigin): MetricSample[] {
  const states: SessionState[] = [];
  if (session.init === true) states.push('started');
  const outcome = OUTCOMES.find((one) => one === session.status);
  if (outcome) states.push(outcome === 'exited' && countOf(session.errors) > 0 ? 'errored' : outcome);
  return states.map((state) => sessions(session, origin, session.timestamp ?? session.started, state, 1));
}

/** As {@link readSession}, for the type `sessions`: sums of what servers had, minute by minute. */
export function readSessions(item: JsonRecord, origin: EventOrigin): MetricSample[] {
  return listOf(item.aggregates)
    .filter(isRecord)
    .slice(0, MAX_COUNTS)
    .flatMap((sums) => {
      const ended = OUTCOMES.map((outcome) => [outcome, countOf(sums[outcome])] as const);
      const started = ended.reduce((sum, [, count]) => sum + count, 0);
      return [['started', started] as const, ...ended]
        .filter(([, count]) => count > 0)
        .map(([state, count]) => sessions(item, origin, sums.started, state, count));
    });
}

/** What an SDK did not send, and why: https://develop.sentry.dev/sdk/telemetry/client-reports/ */
export function readClientReport(report: JsonRecord, origin: EventOrigin): MetricSample[] {
  return listOf(report.discarded_events)
    .filter(isRecord)
    .slice(0, MAX_COUNTS)
    .map(({ reason, category, quantity }) => {
      const tags = { reason: line(reason, MAX_TEXT) ?? 'unknown', category: line(category, MAX_TEXT) ?? 'unknown' };
      return counter('sentry_discarded_total', origin, report.timestamp, countOf(quantity), tags);
    })
    .filter(({ value }) => value > 0);
}

function sessions({ attrs }: JsonRecord, origin: EventOrigin, at: unknown, state: SessionState, count: number) {
  const { release, environment } = recordOf(attrs);
  const tags = {
    state,
    release: line(release, MAX_TEXT) ?? 'unknown',
    environment: line(environment, MAX_TEXT) ?? 'unknown',
  };
  return counter('sessions_total', origin, at, count, tags);
}

function counter(
  name: string,
  { service, times }: EventOrigin,
  time: unknown,
  value: number,
  tags: Record<string, string>,
): MetricSample {
  const given = millisecondsOf(time);
  const at = Number.isNaN(given) || times.faultOf(given) ? times.now : given;
  return { name, kind: 'counter', temporality: 'delta', tags: { service, ...tags }, at, value };
}

function countOf(value: unknown): number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) <= MAX_QUANTITY ? (value as number) : 0;
}
