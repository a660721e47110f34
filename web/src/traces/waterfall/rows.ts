import { ancestorsOf, type Fold, type SpanTree, type TreeSpan } from '../trace/span-tree.js';

/** So many repeats stand for all of them while they are folded; as many as the API leaves in. */
const SHOWN_OF_FOLD = 3;

/** What the reader opened and closed. */
export interface Openness {
  /** Ids of spans whose descendants are hidden. */
  readonly collapsed: ReadonlySet<string>;
  /** Keys of folds whose repeats are all shown. */
  readonly unfolded: ReadonlySet<string>;
  /** Whether only what the root waited for is shown. */
  readonly onlyCritical: boolean;
}

/** Everything open but the folds. */
export const AT_FIRST: Openness = { collapsed: new Set(), unfolded: new Set(), onlyCritical: false };

/** One line of the waterfall: a span, or what stands for its repeats. */
export type Row =
  | { readonly kind: 'span'; readonly placed: TreeSpan; readonly key: string }
  | {
      readonly kind: 'fold';
      readonly fold: Fold;
      readonly depth: number;
      readonly isOpen: boolean;
      readonly key: string;
    };

/** The lines to show, in order. The line of a fold comes right below the third of its repeats. */
export function rowsOf(tree: SpanTree, { collapsed, unfolded, onlyCritical }: Openness): Row[] {
  const rows: Row[] = [];
  const seen = new Map<string, number>();
  /** Lines of folds that wait for the end of what is below their third repeat; the innermost last. */
  const waiting: { readonly at: number; readonly row: Row }[] = [];
  for (let at = 0; at < tree.spans.length; ) {
    while (waiting.length > 0 && waiting.at(-1)!.at <= at) rows.push(waiting.pop()!.row);
    const placed = tree.spans[at]!;
    const { span, fold, end } = placed;
    const isOpen = fold === undefined || unfolded.has(fold.key);
    if (fold !== undefined) {
      const count = (seen.get(fold.key) ?? 0) + 1;
      seen.set(fold.key, count);
      if (count > SHOWN_OF_FOLD && !isOpen) {
        at = end;
        continue;
      }
      if (count === SHOWN_OF_FOLD && fold.count > SHOWN_OF_FOLD) {
        waiting.push({ at: end, row: { kind: 'fold', fold, depth: span.depth, isOpen, key: `fold ${fold.key}` } });
      }
    }
    if (!onlyCritical || span.on_critical_path) rows.push({ kind: 'span', placed, key: `${at} ${span.span_id}` });
    at = collapsed.has(span.span_id) ? end : at + 1;
  }
  while (waiting.length > 0) rows.push(waiting.pop()!.row);
  return rows;
}

/** Opens whatever hides a span. Returns the same object when nothing does. */
export function reveal(tree: SpanTree, placed: TreeSpan, openness: Openness): Openness {
  const above = ancestorsOf(tree, placed);
  const closed = above.filter(({ span }) => openness.collapsed.has(span.span_id));
  const folds = [placed, ...above].flatMap(({ fold }) => (fold === undefined ? [] : [fold.key]));
  const folded = folds.filter((key) => !openness.unfolded.has(key));
  const isOff = openness.onlyCritical && !placed.span.on_critical_path;
  const mustUnfold = folded.length > 0 && !isShown(tree, placed, openness);
  if (closed.length === 0 && !isOff && !mustUnfold) return openness;
  const collapsed = new Set(openness.collapsed);
  for (const { span } of closed) collapsed.delete(span.span_id);
  return {
    collapsed,
    unfolded: mustUnfold ? new Set([...openness.unfolded, ...folded]) : openness.unfolded,
    onlyCritical: openness.onlyCritical && !isOff,
  };
}

/** Whether no fold hides a span. */
function isShown(tree: SpanTree, placed: TreeSpan, openness: Openness): boolean {
  return [placed, ...ancestorsOf(tree, placed)].every(({ fold, index, parent }) => {
    if (fold === undefined || openness.unfolded.has(fold.key)) return true;
    let before = 0;
    for (let at = parent + 1; at < index; at = tree.spans[at]!.end) {
      if (tree.spans[at]!.fold?.key === fold.key) before += 1;
    }
    return before < SHOWN_OF_FOLD;
  });
}

/** The position of a span's line; -1 when it is hidden. */
export function rowOfSpan(rows: readonly Row[], spanId: string | undefined): number {
  return rows.findIndex((row) => row.kind === 'span' && row.placed.span.span_id === spanId);
}
