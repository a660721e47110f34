// biome-ignore-all lint/a11y/useSemanticElements: lines that are placed by hand are no table for the browser; their roles say that they are
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and tells which line is the active one
import { memo } from 'react';
import type { Ink } from '../../charts/series.js';
import { formatLatency } from '../../format/duration.js';
import { spell } from '../../format/quantity.js';
import { Icon } from '../../state/icon.js';
import { StateIcon } from '../../state/state-icon.js';
import type { Happening } from '../trace/happenings.js';
import { hasChildren } from '../trace/span-tree.js';
import { Bar } from './bar.js';
import { FoldLine } from './fold-line.js';
import type { Row } from './rows.js';
import type { TimeWindow } from './time-window.js';
import styles from './waterfall.module.css';

/** So many steps of indentation are shown; deeper spans stand below each other. */
const DEEPEST = 24;

interface WaterfallRowProps {
  row: Row;
  position: number;
  top: number;
  window: TimeWindow;
  ink: Ink;
  isCollapsed: boolean;
  isActive: boolean;
  isSelected: boolean;
  isFound: boolean;
  happenings: readonly Happening[] | undefined;
  onSelect: (row: Row) => void;
  onToggle: (row: Row) => void;
}

/** One line of the waterfall. */
export const WaterfallRow = memo(function WaterfallRow(props: WaterfallRowProps) {
  const { row, position, top, window, ink, isCollapsed, happenings, onSelect, onToggle } = props;
  const depth = row.kind === 'span' ? row.placed.span.depth : row.depth;
  const isParent = row.kind === 'span' && hasChildren(row.placed);
  const isExpanded = row.kind === 'fold' ? row.isOpen : isParent ? !isCollapsed : undefined;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it hears the keys
    <div
      id={rowId(row)}
      role="row"
      tabIndex={-1}
      aria-level={depth + 1}
      aria-rowindex={position + 2}
      aria-expanded={isExpanded}
      aria-selected={props.isSelected}
      className={styles.row}
      data-active={props.isActive}
      data-found={props.isFound}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => (row.kind === 'fold' ? onToggle(row) : onSelect(row))}
    >
      <div role="gridcell" className={styles.name} style={{ paddingLeft: 8 + Math.min(depth, DEEPEST) * 14 }}>
        {isExpanded === undefined ? (
          <span className={styles.leaf} />
        ) : (
          <button
            type="button"
            tabIndex={-1}
            className={styles.toggle}
            aria-label={isExpanded ? 'Collapse' : 'Expand'}
            onClick={(event) => {
              event.stopPropagation();
              onToggle(row);
            }}
          >
            <Icon name={isExpanded ? 'down' : 'right'} size={13} />
          </button>
        )}
        {row.kind === 'fold' ? (
          <FoldLine fold={row.fold} isOpen={row.isOpen} />
        ) : (
          <SpanName row={row} ink={ink} isCollapsed={isCollapsed} />
        )}
      </div>
      <div role="gridcell" className={styles.time}>
        {row.kind === 'span' && <Bar placed={row.placed} window={window} ink={ink} happenings={happenings} />}
        {row.kind === 'fold' && (
          <span className={styles.foldSum}>{spell(formatLatency(row.fold.total_ms))} in all</span>
        )}
      </div>
    </div>
  );
});

/** The id of a line's element, for `aria-activedescendant`. */
export function rowId({ key }: Row): string {
  return `line-${key.replace(/[^\w-]/g, '_')}`;
}

function SpanName({ row, ink, isCollapsed }: { row: Row & { kind: 'span' }; ink: Ink; isCollapsed: boolean }) {
  const { span, index, end } = row.placed;
  const hidden = end - index - 1;
  return (
    <>
      <span className={styles.ink} style={{ background: `var(--${ink})` }} />
      {span.status === 'error' && (
        <span className={styles.failed}>
          <StateIcon tone="error" size={13} />
          <span className="visually-hidden">failed</span>
        </span>
      )}
      <span
        className={styles.operation}
        data-critical={span.on_critical_path}
        title={`${span.service_name} · ${span.operation_name}`}
      >
        {span.operation_name}
      </span>
      <span className={styles.service}>{span.service_name}</span>
      {isCollapsed && hidden > 0 && <span className={styles.count}>+{hidden}</span>}
      {span.missing_parent && (
        <span className={styles.note} title="The span it names as its parent has not arrived">
          parent missing
        </span>
      )}
      {span.clock_skew_ms !== null && (
        <span
          className={styles.note}
          title={`Its clock was wrong: it was moved by ${spell(formatLatency(Math.abs(span.clock_skew_ms)))}`}
        >
          clock
        </span>
      )}
    </>
  );
}
