import { useMemo } from 'react';
import { type AnswerOf, useGet } from '../../api/use-get.js';
import { formatLatency } from '../../format/duration.js';
import { formatPercent, formatRate } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { StateIcon } from '../../state/state-icon.js';
import { type Column, DataTable } from '../../table/data-table.js';
import type { TraceSearch } from '../search/trace-search.js';
import { narrowToOperation } from './narrow-to-operation.js';
import styles from './operations-panel.module.css';

type Operation = AnswerOf<'/traces/operations'>['items'][number];

interface OperationsPanelProps {
  service: string | undefined;
  /** Operations that traces begin with, as `rootKey` names them. */
  roots: ReadonlySet<string>;
  onChange: (more: TraceSearch) => void;
}

/** Rate, errors and duration of each operation, counted before sampling. A click shows its traces. */
export function OperationsPanel({ service, roots, onChange }: OperationsPanelProps) {
  const answer = useGet('/traces/operations', { query: { service }, range: true, topics: ['traces'] });
  const most = useMemo(() => Math.max(1e-9, ...(answer.data?.items ?? []).map(timeOf)), [answer.data]);
  const columns = useMemo(
    () => columnsOf(most, (operation) => onChange({ tab: undefined, ...narrowToOperation(operation, roots) })),
    [most, roots, onChange],
  );
  return (
    <AnswerPanel
      title={service === undefined ? 'Operations of all services' : `Operations of ${service}`}
      answer={answer}
      flush
      isEmpty={({ items }) => items.length === 0}
      empty={<Empty title="No operation ended in this time" />}
    >
      {({ items }) => (
        <DataTable
          label="Operations"
          columns={columns}
          rows={items}
          rowKey={({ service: of, operation, kind }) => JSON.stringify([of, operation, kind])}
          footer="Counted before sampling: every span that ended in this time."
        />
      )}
    </AnswerPanel>
  );
}

/** How much time an operation took in all, about. */
function timeOf({ count, p50_ms }: Operation): number {
  return count * p50_ms;
}

const took = (milliseconds: number) => spell(formatLatency(milliseconds));
/** From this share on failures are worth a sign. */
const MANY_FAILED = 0.01;

function columnsOf(most: number, onChoose: (operation: Operation) => void): Column<Operation>[] {
  return [
    {
      key: 'operation',
      title: 'Operation',
      width: 'minmax(140px, 2.2fr)',
      value: ({ operation }) => operation,
      cell: (row) => (
        <button type="button" className={styles.operation} title={row.operation} onClick={() => onChoose(row)}>
          {row.operation}
        </button>
      ),
    },
    {
      key: 'service',
      title: 'Service',
      isExtra: true,
      value: ({ service }) => service,
      cell: ({ service }) => service,
    },
    { key: 'kind', title: 'Kind', width: '80px', isExtra: true, value: ({ kind }) => kind, cell: ({ kind }) => kind },
    {
      key: 'time',
      title: 'Share of time',
      width: 'minmax(80px, 0.8fr)',
      isExtra: true,
      value: timeOf,
      cell: (row) => <span className={styles.bar} style={{ width: `${(timeOf(row) / most) * 100}%` }} />,
    },
    {
      key: 'rate',
      title: 'Rate',
      width: '84px',
      align: 'end',
      isExtra: true,
      value: ({ rate }) => rate,
      cell: ({ rate }) => spell(formatRate(rate)),
    },
    {
      key: 'errors',
      title: 'Failed',
      width: '84px',
      align: 'end',
      value: ({ error_ratio }) => error_ratio,
      cell: ({ error_ratio }) => (
        <span className={styles.failed}>
          {error_ratio >= MANY_FAILED && <StateIcon tone="error" size={13} />}
          {error_ratio === 0 ? '–' : spell(formatPercent(error_ratio * 100))}
        </span>
      ),
    },
    {
      key: 'p50',
      title: 'p50',
      width: '74px',
      align: 'end',
      isExtra: true,
      value: ({ p50_ms }) => p50_ms,
      cell: ({ p50_ms }) => took(p50_ms),
    },
    {
      key: 'p95',
      title: 'p95',
      width: '74px',
      align: 'end',
      value: ({ p95_ms }) => p95_ms,
      cell: ({ p95_ms }) => took(p95_ms),
    },
    {
      key: 'p99',
      title: 'p99',
      width: '74px',
      align: 'end',
      isExtra: true,
      value: ({ p99_ms }) => p99_ms,
      cell: ({ p99_ms }) => took(p99_ms),
    },
  ];
}
