import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { components } from '../api/schema.js';
import { formatLatency } from '../format/duration.js';
import { formatPercent, formatRate } from '../format/number.js';
import { spell } from '../format/quantity.js';
import { Empty } from '../panel/answer-view.js';
import { Panel } from '../panel/panel.js';
import { type Column, DataTable, rowLink } from '../table/data-table.js';

type Operation = components['schemas']['OperationView'];

/** What a service does, as its spans tell it: each operation leads to its traces. */
export function ServiceOperations({ service, operations }: { service: string; operations: readonly Operation[] }) {
  const columns = useMemo(() => columnsOf(service), [service]);
  return (
    <Panel title="Operations" flush>
      {operations.length === 0 ? (
        <Empty title="No span of it was seen in this time" />
      ) : (
        <DataTable
          label="Operations"
          columns={columns}
          rows={operations}
          rowKey={({ operation, kind }) => `${kind} ${operation}`}
          sort={{ key: 'p95', direction: 'down' }}
          maxHeight={360}
        />
      )}
    </Panel>
  );
}

function columnsOf(service: string): Column<Operation>[] {
  return [
    {
      key: 'operation',
      title: 'Operation',
      width: 'minmax(140px, 3fr)',
      value: ({ operation }) => operation,
      cell: ({ operation }) => (
        <Link
          to={'/traces' as never}
          search={((search: object) => ({ ...search, service, operation })) as never}
          className={rowLink}
        >
          {operation}
        </Link>
      ),
    },
    { key: 'kind', title: 'Kind', isExtra: true, value: ({ kind }) => kind, cell: ({ kind }) => kind },
    figure('rate', 'Rate', ({ rate }) => rate, formatRate),
    figure('failing', 'Failing', ({ error_ratio: ratio }) => ratio * 100, formatPercent),
    { ...figure('p50', 'p50', ({ p50_ms: p50 }) => p50, formatLatency), isExtra: true },
    figure('p95', 'p95', ({ p95_ms: p95 }) => p95, formatLatency),
    { ...figure('p99', 'p99', ({ p99_ms: p99 }) => p99, formatLatency), isExtra: true },
  ];
}

function figure(
  key: string,
  title: string,
  value: (row: Operation) => number,
  format: typeof formatRate,
): Column<Operation> {
  return { key, title, align: 'end', value, cell: (row) => spell(format(value(row))) };
}
