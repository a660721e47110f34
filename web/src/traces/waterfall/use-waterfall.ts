import { useCallback, useEffect, useMemo, useState } from 'react';
import { hasChildren, type SpanTree } from '../trace/span-tree.js';
import { AT_FIRST, type Openness, type Row, reveal, rowOfSpan, rowsOf } from './rows.js';
import { type TimeWindow, wholeWindow, within } from './time-window.js';

/** What the reader sees of a waterfall, and the ways to change it. */
export interface WaterfallState {
  readonly rows: readonly Row[];
  readonly openness: Openness;
  readonly whole: TimeWindow;
  readonly window: TimeWindow;
  readonly setWindow: (window: TimeWindow) => void;
  readonly toggle: (row: Row) => void;
  readonly collapseAll: () => void;
  readonly expandAll: () => void;
  readonly setOnlyCritical: (only: boolean) => void;
}

/** Keeps what is open, and the window of time; a span that is selected is brought out from wherever it is hidden. */
export function useWaterfall(tree: SpanTree, selected: string | undefined, onNeedAll: () => void): WaterfallState {
  const [openness, setOpenness] = useState(AT_FIRST);
  const [chosen, setWindow] = useState<TimeWindow>();
  const whole = useMemo(() => wholeWindow(tree.durationMs), [tree.durationMs]);
  const rows = useMemo(() => rowsOf(tree, openness), [tree, openness]);

  useEffect(() => {
    const placed = selected === undefined ? undefined : tree.byId.get(selected);
    if (placed !== undefined) setOpenness((now) => reveal(tree, placed, now));
  }, [tree, selected]);

  const toggle = useCallback(
    (row: Row) => {
      if (row.kind === 'fold') onNeedAll();
      setOpenness((now) =>
        row.kind === 'fold'
          ? { ...now, unfolded: flipped(now.unfolded, row.fold.key) }
          : { ...now, collapsed: flipped(now.collapsed, row.placed.span.span_id) },
      );
    },
    [onNeedAll],
  );
  return {
    rows,
    openness,
    whole,
    window: chosen === undefined ? whole : within(whole, chosen),
    setWindow,
    toggle,
    collapseAll: () =>
      setOpenness((now) => ({
        ...now,
        collapsed: new Set(tree.spans.filter(isBelowRoot).map(({ span }) => span.span_id)),
      })),
    expandAll: () => setOpenness((now) => ({ ...now, collapsed: new Set() })),
    setOnlyCritical: (onlyCritical) => setOpenness((now) => ({ ...now, onlyCritical })),
  };
}

/** Collapsing all leaves the roots open: what they called is the first thing to see. */
function isBelowRoot(placed: SpanTree['spans'][number]): boolean {
  return placed.span.depth > 0 && hasChildren(placed);
}

function flipped(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** Where a key takes the reader among the lines; undefined for a key that means nothing here. */
export function moveOf(key: string, rows: readonly Row[], at: number, page: number): number | undefined {
  const last = rows.length - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, at + 1);
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'PageDown':
      return Math.min(last, at + page);
    case 'PageUp':
      return Math.max(0, at - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

/** The line of the span above another; the line itself when nothing is above it. */
export function rowAbove(tree: SpanTree, rows: readonly Row[], at: number): number {
  const row = rows[at];
  if (row === undefined) return 0;
  const parent = row.kind === 'span' ? tree.spans[row.placed.parent]?.span.span_id : row.fold.parent_span_id;
  const found = rowOfSpan(rows, parent);
  return found < 0 ? at : found;
}
