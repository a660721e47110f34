import type { IngestTimes } from '../ingest-times.js';
import { recordOf, textOf } from './json-record.js';

const MAX_TAGS = 32;
const MAX_TAG_NAME = 128;
const MAX_TAG_VALUE = 1024;

export const TRACE_ID = /^[0-9a-f]{32}$/;
export const SPAN_ID = /^[0-9a-f]{16}$/;

/** What a sender is known by where its event does not say. */
export interface EventOrigin {
  readonly service: string;
  readonly times: IngestTimes;
  /** What is already known to be wrong with it. */
  readonly faults: readonly string[];
}

/** One line of text: control characters become blanks. */
export function line(value: unknown, length: number): string | undefined {
  return textOf(value, length)?.replace(/\p{Cc}/gu, ' ');
}

export function matching(pattern: RegExp, value: unknown): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}

/** Seconds since 1970 or RFC 3339, whose zone SDKs may leave out: then it is UTC. @returns epoch ms, NaN for what is no time */
export function millisecondsOf(value: unknown): number {
  if (typeof value === 'number') return value * 1000;
  const time = textOf(value, 64) ?? '';
  return Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(time) ? time : `${time}Z`);
}

/** An object, or a list of pairs. */
export function readTags(value: unknown, note: (fault: string) => void): Record<string, string> {
  const pairs = Array.isArray(value) ? value.filter(Array.isArray) : Object.entries(recordOf(value));
  if (pairs.length > MAX_TAGS) note(`only ${MAX_TAGS} of its ${pairs.length} tags are kept`);
  const tags: Record<string, string> = {};
  for (const [name, given] of pairs.slice(0, MAX_TAGS) as [unknown, unknown][]) {
    const key = line(name, MAX_TAG_NAME);
    const text = line(typeof given === 'boolean' ? String(given) : given, MAX_TAG_VALUE);
    if (key !== undefined && text !== undefined && key !== '__proto__') tags[key] = text;
  }
  return tags;
}
