import { useMemo } from 'react';
import type { AnswerOf } from '../../api/use-get.js';
import { formatLatency } from '../../format/duration.js';
import { formatPlain } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { type Column, DataTable } from '../../table/data-table.js';
import { Difference } from './compared-sides.js';
import styles from './comparison.module.css';

type Compared = AnswerOf<'/traces/compare'>['items'][number];

/** The operations in the traces of two sides: what each adds to the time of the first one. */
export function ComparedOperations({ items, leftOut }: { items: readonly Compared[]; leftOut: number }) {
  const columns = useMemo(
    () => columnsOf(Math.max(1e-9, ...items.map(({ critical_difference_ms }) => Math.abs(critical_difference_ms)))),
    [items],
  );
  return (
    <DataTable
      label="Operations of both times"
      columns={columns}
      rows={items}
      rowKey={({ service, operation, kind }) => JSON.stringify([service, operation, kind])}
      footer={`On average per trace; what makes the most difference first.${leftOut > 0 ? ` ${leftOut} more make less.` : ''}`}
    />
  );
}

const took = (milliseconds: number) => spell(formatLatency(milliseconds));
const times = (count: number) => spell(formatPlain(count));

function columnsOf(most: number): Column<Compared>[] {
  return [
    {
      key: 'operation',
      title: 'Operation',
      width: 'minmax(120px, 2fr)',
      value: ({ operation }) => operation,
      cell: ({ operation }) => <span title={operation}>{operation}</span>,
    },
    {
      key: 'service',
      title: 'Service',
      isExtra: true,
      value: ({ service }) => service,
      cell: ({ service }) => service,
    },
    {
      key: 'calls',
      title: 'Calls',
      width: '120px',
      align: 'end',
      isExtra: true,
      cell: ({ base, compared }) => `${times(base.count_per_trace)} → ${times(compared.count_per_trace)}`,
    },
    {
      key: 'own',
      title: 'Own time',
      width: '160px',
      align: 'end',
      isExtra: true,
      cell: ({ base, compared }) => `${took(base.self_ms)} → ${took(compared.self_ms)}`,
    },
    {
      key: 'difference',
      title: 'Waited for it',
      width: 'minmax(150px, 1.2fr)',
      value: ({ critical_difference_ms }) => critical_difference_ms,
      cell: ({ critical_difference_ms: value }) => (
        <span className={styles.change}>
          <span className={styles.axis}>
            <span
              className={styles.bar}
              data-tone={value > 0 ? 'error' : 'good'}
              style={{ width: `${(Math.abs(value) / most) * 50}%`, [value > 0 ? 'left' : 'right']: '50%' }}
            />
          </span>
          {Math.abs(value) < 0.005 ? 'as before' : <Difference value={value} words={took(Math.abs(value))} />}
        </span>
      ),
    },
  ];
}
