import type { components } from '../../api/schema.js';
import { preciseMs } from './precise-time.js';

export type SpanView = components['schemas']['SpanView'];
type TraceFold = components['schemas']['TraceFold'];

/** A part of a trace as the API answers it: some of its spans, in the order of a waterfall. */
export interface TracePart {
  readonly started_at: string;
  readonly duration_ms: number;
  readonly spans: readonly SpanView[];
  readonly folds: readonly TraceFold[];
}

/** A span in its place. Times are milliseconds since the trace began. */
export interface TreeSpan {
  readonly span: SpanView;
  readonly index: number;
  /** Index of the span it hangs below; -1 for a root. */
  readonly parent: number;
  /** Index behind its last descendant: what lies between is below it. */
  end: number;
  readonly startMs: number;
  /** Of an open span: when the trace ends. */
  readonly endMs: number;
  readonly fold: Fold | undefined;
}

/** Repeats of one call below one span. */
export interface Fold extends TraceFold {
  /** The same on every page of the trace. */
  readonly key: string;
}

/** The spans that are known of a trace, in the order of its waterfall. */
export interface SpanTree {
  readonly spans: readonly TreeSpan[];
  readonly startAt: number;
  readonly durationMs: number;
  readonly byId: ReadonlyMap<string, TreeSpan>;
}

/** Puts the pages of a trace together. A page names folds by its own list; here each is named by its first span. */
export function buildSpanTree(parts: readonly TracePart[]): SpanTree {
  const startAt = parts[0] === undefined ? 0 : preciseMs(parts[0].started_at);
  const durationMs = parts[0]?.duration_ms ?? 0;
  const spans: TreeSpan[] = [];
  const byId = new Map<string, TreeSpan>();
  const folds = new Map<string, Fold>();
  const above: TreeSpan[] = [];
  for (const part of parts) {
    const known = part.folds.map((fold) => keep(folds, fold));
    for (const span of part.spans) {
      while (above.length > span.depth) above.pop()!.end = spans.length;
      const startMs = preciseMs(span.started_at) - startAt;
      const placed: TreeSpan = {
        span,
        index: spans.length,
        parent: above.at(-1)?.index ?? -1,
        end: spans.length + 1,
        startMs,
        endMs: span.duration_ms === null ? Math.max(durationMs, startMs) : startMs + span.duration_ms,
        fold: span.fold === null ? undefined : known[span.fold],
      };
      spans.push(placed);
      above.push(placed);
      if (!byId.has(span.span_id)) byId.set(span.span_id, placed);
    }
  }
  for (const placed of above) placed.end = spans.length;
  return { spans, startAt, durationMs, byId };
}

function keep(folds: Map<string, Fold>, fold: TraceFold): Fold {
  const known = folds.get(fold.first_span_id) ?? { ...fold, key: fold.first_span_id };
  folds.set(known.key, known);
  return known;
}

/** Whether anything hangs below a span. */
export function hasChildren({ index, end }: TreeSpan): boolean {
  return end > index + 1;
}

/** The spans above one, the nearest first. */
export function ancestorsOf(tree: SpanTree, span: TreeSpan): TreeSpan[] {
  const found: TreeSpan[] = [];
  for (let at = span.parent; at >= 0; at = tree.spans[at]!.parent) found.push(tree.spans[at]!);
  return found;
}
