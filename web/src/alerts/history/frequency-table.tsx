import { useMemo } from 'react';
import { formatSpan } from '../../format/duration.js';
import { type Column, DataTable } from '../../table/data-table.js';
import type { Frequency } from './count-alerts.js';
import styles from './history-page.module.css';

/** How often each alert fired; a name narrows the history down to it. */
export function FrequencyTable({ rows, onChoose }: { rows: readonly Frequency[]; onChoose: (name: string) => void }) {
  const columns = useMemo<readonly Column<Frequency>[]>(
    () => [
      {
        key: 'name',
        title: 'Alert',
        width: 'minmax(100px, 1fr)',
        cell: ({ name }) => (
          <button type="button" className={styles.name} title={name} onClick={() => onChoose(name)}>
            {name}
          </button>
        ),
        value: ({ name }) => name,
      },
      {
        key: 'count',
        title: 'Times',
        width: '64px',
        align: 'end',
        cell: ({ count }) => count,
        value: ({ count }) => count,
      },
      {
        key: 'total',
        title: 'Altogether',
        width: '100px',
        align: 'end',
        cell: ({ totalMs }) => formatSpan(totalMs),
        value: ({ totalMs }) => totalMs,
      },
    ],
    [onChoose],
  );
  return <DataTable label="How often alerts fired" columns={columns} rows={rows} rowKey={({ name }) => name} />;
}
