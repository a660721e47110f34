// biome-ignore-all lint/a11y/useSemanticElements: lines that are placed by hand are no table for the browser; their roles say that they are
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and tells which line is the active one
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { Ink } from '../../charts/series.js';
import type { Happening } from '../trace/happenings.js';
import type { SpanTree } from '../trace/span-tree.js';
import { hasChildren } from '../trace/span-tree.js';
import { type Row, rowOfSpan } from './rows.js';
import { TimeAxis } from './time-axis.js';
import { panned, zoomed } from './time-window.js';
import { moveOf, rowAbove, type WaterfallState } from './use-waterfall.js';
import { useZoomGestures } from './use-zoom-gestures.js';
import styles from './waterfall.module.css';
import { rowId, WaterfallRow } from './waterfall-row.js';

const ROW_HEIGHT = 26;
const HEAD_HEIGHT = 26;

interface WaterfallProps {
  tree: SpanTree;
  state: WaterfallState;
  inks: ReadonlyMap<string, Ink>;
  happenings: ReadonlyMap<string, readonly Happening[]>;
  /** Indexes of the spans that were looked for. */
  found: ReadonlySet<number>;
  selected: string | undefined;
  onSelect: (spanId: string | undefined) => void;
}

/** The spans of a trace under each other, each at its time. Only the lines in view are in the page. */
export function Waterfall({ tree, state, inks, happenings, found, selected, onSelect }: WaterfallProps) {
  const { rows, openness, whole, window, setWindow, toggle } = state;
  const [activeKey, setActiveKey] = useState<string>();
  const scroller = useRef<HTMLDivElement>(null);
  const column = useRef<HTMLDivElement>(null);
  const { drag, handlers } = useZoomGestures({ scroller, column, whole, window, onChange: setWindow });
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    overscan: 10,
  });
  const active = Math.max(
    0,
    rows.findIndex(({ key }) => key === activeKey),
  );

  // A span chosen elsewhere (by the address, by the search) is brought into view.
  const selectedRow = rowOfSpan(rows, selected);
  const scrollTo = virtual.scrollToIndex;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another span is selected, or it comes out of hiding
  useEffect(() => {
    if (selectedRow < 0) return;
    setActiveKey(rows[selectedRow]?.key);
    scrollTo(selectedRow, { align: 'auto' });
  }, [selected, selectedRow >= 0, scrollTo]);

  const select = useCallback(
    (row: Row) => {
      setActiveKey(row.key);
      if (row.kind === 'span') onSelect(row.placed.span.span_id);
    },
    [onSelect],
  );

  function moveTo(at: number): void {
    const row = rows[at];
    if (row === undefined) return;
    setActiveKey(row.key);
    scrollTo(at, { align: 'auto' });
    if (selected !== undefined && row.kind === 'span') onSelect(row.placed.span.span_id);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const row = rows[active];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const next = moveOf(event.key, rows, active, page);
    const isParent = row.kind === 'fold' || hasChildren(row.placed);
    const isOpen = row.kind === 'fold' ? row.isOpen : !openness.collapsed.has(row.placed.span.span_id);
    if (next !== undefined) moveTo(next);
    else if (event.key === 'ArrowRight' && event.shiftKey) setWindow(panned(whole, window, 0.2));
    else if (event.key === 'ArrowLeft' && event.shiftKey) setWindow(panned(whole, window, -0.2));
    else if (event.key === 'ArrowRight' && isParent && isOpen) moveTo(Math.min(active + 1, rows.length - 1));
    else if (event.key === 'ArrowLeft' && !(isParent && isOpen)) moveTo(rowAbove(tree, rows, active));
    else if (isParent && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) toggle(row);
    else if (row.kind === 'fold' && isChoice(event.key)) toggle(row);
    else if (row.kind !== 'fold' && isChoice(event.key)) select(row);
    else if (event.key === 'Escape') onSelect(undefined);
    else if (event.key === '+' || event.key === '=') setWindow(zoomed(whole, window, 0.5, 0.5));
    else if (event.key === '-') setWindow(zoomed(whole, window, 0.5, 2));
    else if (event.key === '0') setWindow(whole);
    else return;
    event.preventDefault();
  }

  const columnLeft = column.current?.offsetLeft ?? 0;
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="treegrid"
        tabIndex={0}
        aria-label="Spans"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={rows[active] === undefined ? undefined : rowId(rows[active])}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className={styles.headGroup}>
          <div role="row" aria-rowindex={1} className={styles.head}>
            <div role="columnheader">Service and operation</div>
            <div role="columnheader" className={styles.column} ref={column} aria-label="Time since the trace began">
              <TimeAxis window={window} />
            </div>
          </div>
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: rows.length * ROW_HEIGHT }} {...handlers}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]!;
            const placed = row.kind === 'span' ? row.placed : undefined;
            return (
              <WaterfallRow
                key={row.key}
                row={row}
                position={index}
                top={start - HEAD_HEIGHT}
                window={window}
                ink={inks.get(placed?.span.service_name ?? '') ?? 'chart-muted'}
                isCollapsed={placed !== undefined && openness.collapsed.has(placed.span.span_id)}
                isActive={index === active}
                isSelected={placed !== undefined && placed.span.span_id === selected}
                isFound={placed !== undefined && found.has(placed.index)}
                happenings={placed === undefined ? undefined : happenings.get(placed.span.span_id)}
                onSelect={select}
                onToggle={toggle}
              />
            );
          })}
        </div>
      </div>
      {drag !== undefined && (
        <span className={styles.drag} style={{ left: columnLeft + drag.left, width: drag.width }} />
      )}
    </div>
  );
}

function isChoice(key: string): boolean {
  return key === 'Enter' || key === ' ';
}
