import type { SpanNode, TreeSpan } from './build-span-tree.js';

/**
 * What a trace waited for: the chain of spans without which it would have ended earlier. From the end of the root backwards, it is in
 * the child that ended last, from that one's start on in the child that had ended last by then, and in the span itself where no
 * child was at work. A child counts only as far as it lies within its parent.
 *
 * @returns the milliseconds that each span on the path adds to it, without its children; all together they are the root's duration
 */
export function criticalPath<T extends TreeSpan>(root: SpanNode<T>): Map<T, number> {
  const path = new Map<T, number>();
  // A stack of its own: a trace may be deeper than the call stack.
  const stack = [{ node: root, from: root.span.startAt, until: endOf(root.span) }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, from, until } = next;
    let at = until;
    let own = 0;
    for (const child of node.children.toSorted((one, other) => endOf(other.span) - endOf(one.span))) {
      const childEnd = Math.min(endOf(child.span), at);
      const childStart = Math.max(child.span.startAt, from);
      if (childEnd <= childStart) continue;
      own += at - childEnd;
      stack.push({ node: child, from: childStart, until: childEnd });
      at = childStart;
    }
    own += Math.max(0, at - from);
    path.set(node.span, Math.round(own * 1000) / 1000);
  }
  return path;
}

function endOf({ startAt, duration_ms }: TreeSpan): number {
  return startAt + (duration_ms ?? 0);
}
