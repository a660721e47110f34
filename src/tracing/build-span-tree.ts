/** What the tree needs to know of a span. Times are epoch ms; an open span has no duration. */
export interface TreeSpan {
  span_id: string;
  parent_span_id: string | null;
  startAt: number;
  duration_ms: number | null;
}

/** A span's place in its trace. */
export interface TreePlace<T> {
  span: T;
  /** 0 for a root. */
  depth: number;
  /** Time in the span itself, when none of its children was at work; null while it is open. */
  selfTimeMs: number | null;
  /** True when the span names a parent that is not there: it was lost, has not arrived, or is not instrumented. */
  missingParent: boolean;
}

/**
 * Puts the spans of a trace in the order a waterfall shows them: every span right before its children, siblings by
 * their start. A span whose parent is missing stands as a root; a circle of parents is opened at its earliest span.
 */
export function buildSpanTree<T extends TreeSpan>(spans: readonly T[]): TreePlace<T>[] {
  const sorted = [...spans].sort((one, other) => one.startAt - other.startAt);
  const ids = new Set(sorted.map((span) => span.span_id));
  const children = childrenByParent(sorted);
  const placed = new Set<T>();
  const places: TreePlace<T>[] = [];

  const placeBelow = (root: T) => {
    // A stack of its own: a trace may be deeper than the call stack.
    const stack = [{ span: root, depth: 0 }];
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { span, depth } = next;
      if (placed.has(span)) continue;
      placed.add(span);
      const below = children.get(span.span_id) ?? [];
      const missingParent = span.parent_span_id !== null && !ids.has(span.parent_span_id);
      places.push({ span, depth, selfTimeMs: selfTime(span, below), missingParent });
      for (let i = below.length - 1; i >= 0; i--) stack.push({ span: below[i]!, depth: depth + 1 });
    }
  };

  for (const span of sorted) if (span.parent_span_id === null || !ids.has(span.parent_span_id)) placeBelow(span);
  for (const span of sorted) if (!placed.has(span)) placeBelow(span);
  return places;
}

function childrenByParent<T extends TreeSpan>(spans: readonly T[]): Map<string, T[]> {
  const children = new Map<string, T[]>();
  for (const span of spans) {
    if (span.parent_span_id === null || span.parent_span_id === span.span_id) continue;
    const siblings = children.get(span.parent_span_id);
    if (siblings) siblings.push(span);
    else children.set(span.parent_span_id, [span]);
  }
  return children;
}

/** The span's duration without the time that at least one child covers; what children do after its end does not count. */
function selfTime(span: TreeSpan, childrenByStart: readonly TreeSpan[]): number | null {
  if (span.duration_ms === null) return null;
  const endAt = span.startAt + span.duration_ms;
  let covered = 0;
  let coveredUntil = span.startAt;
  for (const child of childrenByStart) {
    const from = Math.max(child.startAt, coveredUntil);
    const to = Math.min(child.startAt + (child.duration_ms ?? 0), endAt);
    if (to > from) {
      covered += to - from;
      coveredUntil = to;
    }
  }
  return Math.round((span.duration_ms - covered) * 1000) / 1000;
}
