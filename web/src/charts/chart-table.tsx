import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { spell } from '../format/quantity.js';
import { Moment } from '../time/moment.js';
import styles from './chart-table.module.css';
import type { ChartData, ChartStyle } from './series.js';

const ROW_HEIGHT = 27;
/** More columns than this nobody reads side by side. */
const MOST_COLUMNS = 40;

/** The same as a chart, as a table: newest first. Only the rows in view are in the page; series without any value are left out. */
export function ChartTable(props: { label: string; data: ChartData; style: ChartStyle; height: number }) {
  const { label, data, style, height } = props;
  const scroller = useRef<HTMLElement>(null);
  const count = data.timestamps.length;
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  const visible = rows.getVirtualItems();
  const measured = style.series
    .map((series, position) => ({ ...series, points: data.values[position] ?? [] }))
    .filter(({ points }) => style.series.length <= MOST_COLUMNS || points.some((value) => value !== null));
  const columns = measured.slice(0, MOST_COLUMNS);
  const rest = measured.length - columns.length;
  return (
    <>
      <section
        ref={scroller}
        className={styles.scroller}
        style={{ maxHeight: Math.max(height, 240) }}
        tabIndex={0}
        aria-label={label}
      >
        <table className={styles.table} aria-rowcount={count + 1}>
          <thead>
            <tr>
              <th scope="col">Time</th>
              {columns.map((series) => (
                <th key={series.label} scope="col" title={series.label}>
                  {series.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Spacer height={visible[0]?.start ?? 0} />
            {visible.map(({ index: row }) => {
              const index = count - 1 - row;
              const at = data.timestamps[index]!;
              return (
                <tr key={at} aria-rowindex={row + 2}>
                  <th scope="row">
                    <Moment at={at} />
                  </th>
                  {columns.map(({ label: column, points, format = style.format }) => (
                    <td key={column}>{spell(format(points[index]))}</td>
                  ))}
                </tr>
              );
            })}
            <Spacer height={rows.getTotalSize() - (visible.at(-1)?.end ?? 0)} />
          </tbody>
        </table>
      </section>
      {rest > 0 && <p className={styles.rest}>And {rest} more series: pick some to see them.</p>}
    </>
  );
}

/** Stands for the rows that are out of view. */
function Spacer({ height }: { height: number }) {
  return height > 0 ? <tr style={{ height }} /> : null;
}
