import { useMemo } from 'react';
import { formatLatency } from '../../format/duration.js';
import { spell } from '../../format/quantity.js';
import { StateIcon } from '../../state/state-icon.js';
import { type Column, DataTable } from '../../table/data-table.js';
import styles from './operation-table.module.css';
import type { SpanTree } from './span-tree.js';
import { type OperationSum, sumOperations } from './sum-operations.js';

const took = (milliseconds: number) => spell(formatLatency(milliseconds));

/** Where the time of a trace went, by operation. A click shows the longest of its spans. */
export function OperationTable({ tree, onSpan }: { tree: SpanTree; onSpan: (spanId: string) => void }) {
  const sums = useMemo(() => sumOperations(tree), [tree]);
  const columns = useMemo(() => columnsOf(Math.max(1e-9, ...sums.map(({ selfMs }) => selfMs)), onSpan), [sums, onSpan]);
  return (
    <DataTable
      label="Operations of this trace"
      columns={columns}
      rows={sums}
      rowKey={({ service, operation }) => JSON.stringify([service, operation])}
      sort={{ key: 'self', direction: 'down' }}
    />
  );
}

function columnsOf(most: number, onSpan: (spanId: string) => void): Column<OperationSum>[] {
  return [
    {
      key: 'operation',
      title: 'Operation',
      width: 'minmax(160px, 2.4fr)',
      value: ({ operation }) => operation,
      cell: ({ operation, longestId }) => (
        <button type="button" className={styles.operation} title={operation} onClick={() => onSpan(longestId)}>
          {operation}
        </button>
      ),
    },
    {
      key: 'service',
      title: 'Service',
      width: 'minmax(80px, 1fr)',
      isExtra: true,
      value: ({ service }) => service,
      cell: ({ service }) => service,
    },
    {
      key: 'count',
      title: 'Spans',
      width: '70px',
      align: 'end',
      value: ({ count }) => count,
      cell: ({ count }) => count,
    },
    {
      key: 'errors',
      title: 'Failed',
      width: '70px',
      align: 'end',
      isExtra: true,
      value: ({ errors }) => errors,
      cell: ({ errors }) =>
        errors === 0 ? (
          '–'
        ) : (
          <span className={styles.failed}>
            <StateIcon tone="error" size={13} /> {errors}
          </span>
        ),
    },
    {
      key: 'self',
      title: 'Own time',
      width: 'minmax(110px, 1.2fr)',
      value: ({ selfMs }) => selfMs,
      cell: ({ selfMs }) => (
        <span className={styles.share}>
          <span className={styles.bar} style={{ width: `${(selfMs / most) * 100}%` }} />
          <span>{took(selfMs)}</span>
        </span>
      ),
    },
    {
      key: 'critical',
      title: 'Waited for',
      width: '100px',
      align: 'end',
      isExtra: true,
      value: ({ criticalMs }) => criticalMs,
      cell: ({ criticalMs }) => took(criticalMs),
    },
    {
      key: 'total',
      title: 'With children',
      width: '110px',
      align: 'end',
      isExtra: true,
      value: ({ totalMs }) => totalMs,
      cell: ({ totalMs }) => took(totalMs),
    },
    {
      key: 'max',
      title: 'Longest',
      width: '90px',
      align: 'end',
      isExtra: true,
      value: ({ maxMs }) => maxMs,
      cell: ({ maxMs }) => took(maxMs),
    },
  ];
}
