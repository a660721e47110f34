import { spell } from '../format/quantity.js';
import { Moment } from '../time/moment.js';
import styles from './chart-table.module.css';
import type { ChartData, ChartStyle } from './series.js';

/** The same as a chart, as a table: newest first. */
export function ChartTable(props: { label: string; data: ChartData; style: ChartStyle; height: number }) {
  const { label, data, style, height } = props;
  const rows = data.timestamps.map((at, index) => ({ at, index })).toReversed();
  return (
    <div
      className={styles.scroller}
      style={{ maxHeight: Math.max(height, 240) }}
      tabIndex={0}
      role="region"
      aria-label={label}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {style.series.map((series) => (
              <th key={series.label} scope="col">
                {series.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, index }) => (
            <tr key={at}>
              <th scope="row">
                <Moment at={at} />
              </th>
              {style.series.map((series, position) => (
                <td key={series.label}>{spell(style.format(data.values[position]?.[index]))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
