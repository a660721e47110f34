import type { SeriesPart } from './series-part.js';

/**
 * The parts whose span of time touches that of another part.
 *
 * @param parts each ascending in time and not empty
 */
export function overlappingParts(parts: readonly SeriesPart[]): Set<SeriesPart> {
  const result = new Set<SeriesPart>();
  if (parts.length < 2) return result;
  const spans = parts.map(spanOf).sort((a, b) => a.startAt - b.startAt);
  let latest = spans[0]!;
  for (let i = 1; i < spans.length; i++) {
    const span = spans[i]!;
    if (span.startAt <= latest.endAt) result.add(latest.part).add(span.part);
    if (span.endAt > latest.endAt) latest = span;
  }
  return result;
}

function spanOf(part: SeriesPart): { part: SeriesPart; startAt: number; endAt: number } {
  if (part.summary) return { part, startAt: part.summary.startAt, endAt: part.summary.endAt };
  const { times } = part.samples();
  return { part, startAt: times[0]!, endAt: times[times.length - 1]! };
}
