import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { Icon } from '../state/icon.js';
import styles from './data-table.module.css';
import { type Sort, sortRows } from './sort-rows.js';

/** One column of a table. */
export interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  /** A CSS grid track: `minmax(200px, 2fr)`, `120px`. */
  readonly width?: string;
  /** Figures stand at the end. */
  readonly align?: 'end';
  /** What the column is sorted by; without it there is no sorting by it. */
  readonly value?: (row: T) => string | number | null | undefined;
  /** Left out on narrow screens. */
  readonly isExtra?: boolean;
}

interface DataTableProps<T> {
  /** What the table lists, for screen readers. */
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** How it is sorted at first; else in the order of the rows. */
  sort?: Sort;
  /** Height of a row, px: one line unless given. */
  rowHeight?: number;
  /** How high the table may become before it scrolls, px. */
  maxHeight?: number;
  /** Whether a row stands out. */
  isMarked?: (row: T) => boolean;
  /** Under the last row: the way to more. */
  footer?: ReactNode;
}

const ROW_HEIGHT = 38;

/**
 * A table of any length: only the rows in view are in the page. A cell's link with the class `rowLink` makes its whole row lead there.
 * Roles are given by hand, as `display: grid` takes a table's own away.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { label, columns, rows, rowKey, rowHeight = ROW_HEIGHT, maxHeight = 640, isMarked, footer } = props;
  const [sort, setSort] = useState(props.sort);
  const scroller = useRef<HTMLDivElement>(null);
  const sorted = useMemo(
    () => sortRows(rows, columns.find(({ key }) => key === sort?.key)?.value, sort),
    [rows, columns, sort],
  );
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const tracks = (all: readonly Column<T>[]) => all.map(({ width = 'minmax(80px, 1fr)' }) => width).join(' ');
  const variables = {
    '--tracks': tracks(columns),
    '--narrow-tracks': tracks(columns.filter(({ isExtra }) => !isExtra)),
    '--row-height': `${rowHeight}px`,
  } as React.CSSProperties;
  return (
    <div ref={scroller} className={styles.scroller} style={{ ...variables, maxHeight }}>
      <div role="table" aria-label={label} aria-rowcount={sorted.length + 1} className={styles.table}>
        <div role="rowgroup" className={styles.head}>
          <div role="row" aria-rowindex={1} className={styles.row}>
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={sort} onSort={setSort} />
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = sorted[index]!;
            return (
              <div
                key={rowKey(row)}
                role="row"
                aria-rowindex={index + 2}
                className={styles.row}
                data-marked={isMarked?.(row)}
                style={{ transform: `translateY(${start}px)` }}
              >
                {columns.map(({ key, cell, align, isExtra }) => (
                  <div key={key} role="cell" className={styles.cell} data-align={align} data-extra={isExtra}>
                    {cell(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
      {footer !== undefined && <div className={styles.footer}>{footer}</div>}
    </div>
  );
}

interface HeadCellProps<T> {
  column: Column<T>;
  sort: Sort | undefined;
  onSort: (sort: Sort) => void;
}

function HeadCell<T>({ column: { key, title, align, value, isExtra }, sort, onSort }: HeadCellProps<T>) {
  const direction = sort?.key === key ? sort.direction : undefined;
  const spoken = direction === undefined ? 'none' : direction === 'down' ? 'descending' : 'ascending';
  return (
    <div
      role="columnheader"
      className={styles.cell}
      data-align={align}
      data-extra={isExtra}
      aria-sort={value === undefined ? undefined : spoken}
    >
      {value === undefined ? (
        title
      ) : (
        <button
          type="button"
          className={styles.sorter}
          onClick={() => onSort({ key, direction: direction === 'down' ? 'up' : 'down' })}
        >
          {title}
          {direction !== undefined && <Icon name={direction} size={12} />}
        </button>
      )}
    </div>
  );
}

/** For the link in a cell that the whole row leads to. */
export const rowLink = styles.link!;
