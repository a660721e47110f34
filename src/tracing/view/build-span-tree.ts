/** What the tree needs to know of a span. Times are epoch ms; an open span has no duration. */
export interface TreeSpan {
  span_id: string;
  parent_span_id: string | null;
  startAt: number;
  duration_ms: number | null;
}

/** A span with the spans it called, by their start. */
export interface SpanNode<T extends TreeSpan = TreeSpan> {
  readonly span: T;
  readonly children: SpanNode<T>[];
  /** True when the span names a parent that is not there: it was lost, has not arrived, or is not instrumented. */
  readonly missingParent: boolean;
}

/**
 * Puts the spans of a trace below their parents. A span whose parent is missing stands as a root; a circle of parents is opened
 * at its earliest span. Of spans with one id the first is the parent of what names it.
 * @returns the roots, by their start
 */
export function buildSpanTree<T extends TreeSpan>(spans: readonly T[]): SpanNode<T>[] {
  const sorted = [...spans].sort((one, other) => one.startAt - other.startAt);
  const ids = new Set(sorted.map(({ span_id }) => span_id));
  const nodes = sorted.map((span): SpanNode<T> => {
    const missingParent = span.parent_span_id !== null && !ids.has(span.parent_span_id);
    return { span, children: [], missingParent };
  });
  const firstOfId = new Map<string, SpanNode<T>>();
  for (const node of nodes) if (!firstOfId.has(node.span.span_id)) firstOfId.set(node.span.span_id, node);
  const parentOf = ({ span }: SpanNode<T>) =>
    span.parent_span_id === null ? undefined : firstOfId.get(span.parent_span_id);

  const roots: SpanNode<T>[] = [];
  for (const node of nodes) (parentOf(node)?.children ?? roots).push(node);
  const opened = openCircles(nodes, roots, parentOf);
  return opened.length > 0 ? [...roots, ...opened].sort((one, other) => one.span.startAt - other.span.startAt) : roots;
}

/** Every span of the trees as a waterfall shows them: right before its children, siblings in their order. `depth` is 0 for a root. */
export function* walkSpans<T extends TreeSpan>(
  roots: readonly SpanNode<T>[],
): Generator<{ node: SpanNode<T>; depth: number }> {
  // A stack of its own: a trace may be deeper than the call stack.
  const stack = roots.map((node) => ({ node, depth: 0 })).reverse();
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next;
    const { children } = next.node;
    for (let i = children.length - 1; i >= 0; i--) stack.push({ node: children[i]!, depth: next.depth + 1 });
  }
}

/** Takes the earliest span of each circle from its parent. @returns these spans */
function openCircles<T extends TreeSpan>(
  nodes: readonly SpanNode<T>[],
  roots: readonly SpanNode<T>[],
  parentOf: (node: SpanNode<T>) => SpanNode<T> | undefined,
): SpanNode<T>[] {
  const reached = new Set<SpanNode<T>>();
  const reach = (from: readonly SpanNode<T>[]) => {
    for (const { node } of walkSpans(from)) reached.add(node);
  };
  const opened: SpanNode<T>[] = [];
  reach(roots);
  for (const node of nodes) {
    if (reached.has(node)) continue;
    const first = earliestOfCircle(node, parentOf);
    const siblings = parentOf(first)!.children;
    siblings.splice(siblings.indexOf(first), 1);
    opened.push(first);
    reach([first]);
  }
  return opened;
}

/** From a span that no root leads to, its parents lead into a circle. */
function earliestOfCircle<T extends TreeSpan>(
  start: SpanNode<T>,
  parentOf: (node: SpanNode<T>) => SpanNode<T> | undefined,
): SpanNode<T> {
  const passed = new Set<SpanNode<T>>();
  let node = start;
  for (; !passed.has(node); node = parentOf(node)!) passed.add(node);
  let earliest = node;
  for (let next = parentOf(node)!; next !== node; next = parentOf(next)!) {
    if (next.span.startAt < earliest.span.startAt) earliest = next;
  }
  return earliest;
}
