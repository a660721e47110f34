import type { SpanNode } from './build-span-tree.js';

/**
 * The time of a span in which none of its children was at work, in ms; null while it is open. What children do after its end does
 * not count.
 */
export function selfTime({ span, children }: SpanNode): number | null {
  if (span.duration_ms === null) return null;
  const endAt = span.startAt + span.duration_ms;
  let covered = 0;
  let coveredUntil = span.startAt;
  for (const { span: child } of children) {
    const from = Math.max(child.startAt, coveredUntil);
    const to = Math.min(child.startAt + (child.duration_ms ?? 0), endAt);
    if (to > from) {
      covered += to - from;
      coveredUntil = to;
    }
  }
  return Math.round((span.duration_ms - covered) * 1000) / 1000;
}
