import { ThingLink } from '../../app/thing-link.js';
import { Panel } from '../../panel/panel.js';
import { type Column, DataTable, rowLink } from '../../table/data-table.js';
import { Moment } from '../../time/moment.js';
import type { Exemplar } from './use-exemplars.js';

const COLUMNS: readonly Column<Exemplar>[] = [
  {
    key: 'value',
    title: 'Value',
    width: '110px',
    align: 'end',
    value: ({ value }) => value,
    cell: ({ words }) => words,
  },
  {
    key: 'trace',
    title: 'Trace',
    width: 'minmax(120px, 1fr)',
    cell: ({ trace_id }) => (
      <ThingLink kind="trace" id={trace_id} className={rowLink}>
        {trace_id}
      </ThingLink>
    ),
  },
  {
    key: 'time',
    title: 'Time',
    width: 'minmax(90px, 150px)',
    value: ({ timestamp }) => timestamp,
    cell: ({ timestamp }) => <Moment at={timestamp} />,
  },
  {
    key: 'tags',
    title: 'Tags',
    width: 'minmax(200px, 3fr)',
    isExtra: true,
    cell: ({ tags, attributes }) => {
      const words = wordsOf({ ...tags, ...attributes });
      return <span title={words}>{words}</span>;
    },
  },
];

/** Single measurements with the traces in which they were made, the largest first. */
export function ExemplarTable({ items }: { items: readonly Exemplar[] }) {
  return (
    <Panel title="Exemplars: single measurements and their traces" flush>
      <DataTable
        label="Exemplars"
        columns={COLUMNS}
        rows={items}
        rowKey={({ trace_id, timestamp, metric_name, tags }) =>
          JSON.stringify([trace_id, timestamp, metric_name, tags])
        }
        sort={{ key: 'value', direction: 'down' }}
        maxHeight={300}
      />
    </Panel>
  );
}

function wordsOf(tags: Readonly<Record<string, string>>): string {
  return Object.entries(tags)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
