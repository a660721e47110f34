import { PIECE } from '../../http/streamed-body.js';
import type { Pacer } from '../../jobs/pacer.js';
import type { MetricResult } from '../evaluation/series-evaluation.js';

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

/** The part of a point up to its value, for each step: the same for all groups. */
function timestampsOf(result: MetricResult | undefined): string[] {
  return Array.from(result?.times ?? [], (time) => `{"timestamp":"${new Date(time).toISOString()}","value":`);
}
