import type { SpanKind } from '../span-kind.js';
import type { SpanNode, TreeSpan } from './build-span-tree.js';

/** What must be known of a span to tell whether its clock differs from its caller's. */
export interface ClockedSpan extends TreeSpan {
  kind: SpanKind;
  /** Spans that name the same one were measured by the same clock. */
  clock: string;
}

/** Many SDKs start spans at a whole millisecond: so far two right clocks may contradict each other. */
const TOLERANCE_MS = 1;

/**
 * Finds how far spans must be moved so that calls lie within their callers, where another clock measured them, as Jaeger does: a
 * call that would fit is put into the middle of its caller, as if request and response had been under way equally long; one that
 * lasted longer than its caller, or is open, may only not start before it. What a span calls on its own clock moves with it. A
 * message is worked on whenever it is: consumers, and what a producer caused, stay where they are.
 *
 * @returns the milliseconds by which to move each span, positive towards later; without those that stay
 */
export function findClockSkew<T extends ClockedSpan>(roots: readonly SpanNode<T>[]): Map<T, number> {
  const skews = new Map<T, number>();
  // A stack of its own: a trace may be deeper than the call stack.
  const stack = roots.map((node) => ({ node, skew: 0 }));
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, skew } = next;
    if (skew !== 0) skews.set(node.span, skew);
    for (const child of node.children) {
      const sameClock = child.span.clock === node.span.clock;
      stack.push({ node: child, skew: sameClock ? skew : skewOf(child.span, node.span, skew) });
    }
  }
  return skews;
}

function skewOf(child: ClockedSpan, parent: ClockedSpan, parentSkew: number): number {
  if (child.kind === 'consumer' || parent.kind === 'producer') return 0;
  const parentStart = parent.startAt + parentSkew;
  const early = parentStart - child.startAt;
  if (parent.duration_ms === null || child.duration_ms === null || child.duration_ms > parent.duration_ms) {
    return early > TOLERANCE_MS ? rounded(early) : 0;
  }
  const room = parent.duration_ms - child.duration_ms;
  const late = -early - room;
  return early > TOLERANCE_MS || late > TOLERANCE_MS ? rounded(early + room / 2) : 0;
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
