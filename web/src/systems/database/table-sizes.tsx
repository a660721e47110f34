import { useMemo } from 'react';
import type { components } from '../../api/schema.js';
import type { Answer } from '../../api/use-get.js';
import { formatCount, formatPercent } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { formatBytes } from '../../format/unit.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { type Column, DataTable } from '../../table/data-table.js';

type Database = components['schemas']['DatabaseView'];
type Table = Database['tables'][number];

/** Every table, the largest first, with its share of the database. */
export function TableSizes({ answer }: { answer: Answer<Database> }) {
  const whole = answer.data?.size_bytes ?? 0;
  const columns = useMemo<Column<Table>[]>(
    () => [
      {
        key: 'table',
        title: 'Table',
        width: 'minmax(140px, 2fr)',
        value: ({ table }) => table,
        cell: ({ table }) => <span title={table}>{table}</span>,
      },
      {
        key: 'size',
        title: 'Size',
        align: 'end',
        value: ({ size_bytes: size }) => size,
        cell: ({ size_bytes: size }) => spell(formatBytes(size)),
      },
      {
        key: 'share',
        title: 'Share',
        align: 'end',
        value: ({ size_bytes: size }) => size,
        cell: ({ size_bytes: size }) => spell(formatPercent(whole === 0 ? null : (size / whole) * 100)),
      },
      {
        key: 'rows',
        title: 'Rows, about',
        align: 'end',
        isExtra: true,
        value: ({ rows_estimate: rows }) => rows,
        cell: ({ rows_estimate: rows }) => spell(formatCount(rows)),
      },
    ],
    [whole],
  );
  return (
    <AnswerPanel title="Tables" answer={answer} flush>
      {({ tables }) => (
        <DataTable label="Tables" columns={columns} rows={tables} rowKey={({ table }) => table} maxHeight={420} />
      )}
    </AnswerPanel>
  );
}
