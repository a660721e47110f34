import { Readable } from 'node:stream';
import type { MetricResult } from '../evaluation/series-evaluation.js';
import type { Pacer } from '../reading/pacer.js';

/** About so many characters are handed on at a time. */
const PIECE = 65_536;

/** The fields of one answer that stand before its groups, and the groups. */
export interface AnswerPart {
  readonly head: object;
  readonly results: readonly MetricResult[];
}

/** One answer as JSON: its fields, then `items`, one of each group with its `tags` and `points`. */
export async function* aggregateJson({ head, results }: AnswerPart, pacer: Pacer): AsyncGenerator<string> {
  let text = `${JSON.stringify(head).slice(0, -1)},"items":[`;
  const stamps = timestampsOf(results[0]);
  for (const [i, { tags, values }] of results.entries()) {
    text += `${i > 0 ? ',' : ''}{"tags":${JSON.stringify(tags)},"points":[`;
    for (let step = 0; step < values.length; step++) {
      const value = values[step]!;
      // JSON has no infinities and no NaN.
      text += `${step > 0 ? ',' : ''}${stamps[step]}${Number.isFinite(value) ? value : 'null'}}`;
      if (text.length < PIECE) continue;
      yield text;
      text = '';
      await pacer.pause();
    }
    text += ']}';
    if (pacer.isDue) await pacer.pause();
  }
  yield `${text}]}`;
}

/** Several answers as one: its fields, then `items`, one of each answer. */
export async function* answersJson(head: object, parts: readonly AnswerPart[], pacer: Pacer): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"items":[`;
  for (const [i, part] of parts.entries()) {
    if (i > 0) yield ',';
    yield* aggregateJson(part, pacer);
  }
  yield ']}';
}

/**
 * A text as the body of a response: whole when it is short, else as a stream that is made as it is sent, so that neither
 * the memory nor anybody who waits pays for its length.
 */
export async function asBody(pieces: AsyncGenerator<string>): Promise<string | Readable> {
  let text = '';
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
    text += next.value;
    if (text.length >= PIECE) return Readable.from(startingWith(text, pieces));
  }
  return text;
}

async function* startingWith(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

/** The part of a point up to its value, for each step: the same for all groups. */
function timestampsOf(result: MetricResult | undefined): string[] {
  return Array.from(result?.times ?? [], (time) => `{"timestamp":"${new Date(time).toISOString()}","value":`);
}
