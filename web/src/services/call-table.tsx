import type { components } from '../api/schema.js';
import { ThingLink } from '../app/thing-link.js';
import { formatLatency } from '../format/duration.js';
import { formatPercent, formatRate } from '../format/number.js';
import { spell } from '../format/quantity.js';
import { Empty } from '../panel/answer-view.js';
import { Panel } from '../panel/panel.js';
import { type Column, DataTable } from '../table/data-table.js';

type Call = components['schemas']['ServiceCallView'];

const party = (key: 'client' | 'server', title: string): Column<Call> => ({
  key,
  title,
  width: 'minmax(110px, 2fr)',
  value: (call) => call[key],
  cell: (call) =>
    key === 'client' || call.server_kind === 'service' ? (
      <ThingLink kind="service" id={call[key]}>
        {call[key]}
      </ThingLink>
    ) : (
      <span title={call.server_kind}>
        {call.server} ({call.server_kind})
      </span>
    ),
});

const FIGURES: readonly Column<Call>[] = [
  { key: 'rate', title: 'Calls', align: 'end', value: ({ rate }) => rate, cell: ({ rate }) => spell(formatRate(rate)) },
  {
    key: 'failing',
    title: 'Failing',
    align: 'end',
    value: ({ error_ratio: ratio }) => ratio,
    cell: ({ error_ratio: ratio }) => spell(formatPercent(ratio * 100)),
  },
  {
    key: 'p50',
    title: 'p50',
    align: 'end',
    isExtra: true,
    value: ({ p50_ms: p50 }) => p50,
    cell: ({ p50_ms: p50 }) => spell(formatLatency(p50)),
  },
  {
    key: 'p95',
    title: 'p95',
    align: 'end',
    value: ({ p95_ms: p95 }) => p95,
    cell: ({ p95_ms: p95 }) => spell(formatLatency(p95)),
  },
];

const BOTH = [party('client', 'Caller'), party('server', 'Called'), ...FIGURES];
const CALLERS = [party('client', 'Caller'), ...FIGURES];
const CALLED = [party('server', 'Called'), ...FIGURES];

interface CallTableProps {
  title: string;
  calls: readonly Call[];
  /** Which side is named: both unless told. */
  side?: 'client' | 'server';
}

/** Calls between services with their figures. */
export function CallTable({ title, calls, side }: CallTableProps) {
  const columns = side === undefined ? BOTH : side === 'client' ? CALLERS : CALLED;
  return (
    <Panel title={title} flush>
      {calls.length === 0 ? (
        <Empty title="None was seen in this time" />
      ) : (
        <DataTable
          label={title}
          columns={columns}
          rows={calls}
          rowKey={({ client, server }) => `${client} ${server}`}
          sort={{ key: 'rate', direction: 'down' }}
          maxHeight={320}
        />
      )}
    </Panel>
  );
}
