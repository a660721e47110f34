import type { SeriesPart } from './series-part.js';

/** The parts whose span of time touches that of another part. */
export function overlappingParts(parts: readonly SeriesPart[]): Set<SeriesPart> {
  const result = new Set<SeriesPart>();
  const spans = parts.map(spanOf).sort((a, b) => a.startAt - b.startAt);
  let latest = spans[0];
  for (const span of spans.slice(1)) {
    if (span.startAt <= latest!.endAt) result.add(latest!.part).add(span.part);
    if (span.endAt > latest!.endAt) latest = span;
  }
  return result;
}

function spanOf(part: SeriesPart): { part: SeriesPart; startAt: number; endAt: number } {
  if (part.summary) return { part, startAt: part.summary.startAt, endAt: part.summary.endAt };
  let startAt = Infinity;
  let endAt = -Infinity;
  for (const time of part.samples().times) {
    if (time < startAt) startAt = time;
    if (time > endAt) endAt = time;
  }
  return { part, startAt, endAt };
}
