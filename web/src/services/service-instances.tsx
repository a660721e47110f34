import type { components } from '../api/schema.js';
import { formatDayMonth } from '../format/clock.js';
import { Grid } from '../page/grid.js';
import { Empty } from '../panel/answer-view.js';
import { Panel } from '../panel/panel.js';
import { type Column, DataTable } from '../table/data-table.js';
import { Ago, Moment } from '../time/moment.js';

type Detail = components['schemas']['ServiceDetailView'];
type Instance = Detail['instances'][number];
type Version = Detail['versions'][number];

const INSTANCES: readonly Column<Instance>[] = [
  {
    key: 'instance',
    title: 'Instance',
    width: 'minmax(120px, 2fr)',
    cell: ({ instance }) => <span title={instance}>{instance}</span>,
  },
  { key: 'host', title: 'Host', isExtra: true, value: ({ host }) => host, cell: ({ host }) => host ?? '–' },
  { key: 'version', title: 'Version', value: ({ version }) => version, cell: ({ version }) => version ?? '–' },
  {
    key: 'seen',
    title: 'Last seen',
    align: 'end',
    value: ({ last_seen_at: at }) => at,
    cell: ({ last_seen_at: at }) => <span title="To the day">{formatDayMonth(Date.parse(at))}</span>,
  },
];
const VERSIONS: readonly Column<Version>[] = [
  { key: 'version', title: 'Version', width: 'minmax(100px, 1fr)', cell: ({ version }) => version },
  { key: 'first', title: 'First seen', align: 'end', cell: ({ first_seen_at: at }) => <Moment at={at} /> },
  { key: 'last', title: 'Last seen', align: 'end', cell: ({ last_seen_at: at }) => <Ago at={at} /> },
];

/** What a service runs as, and which versions of it were seen. */
export function ServiceInstances({ detail: { instances, versions } }: { detail: Detail }) {
  return (
    <Grid min="large">
      <Panel title="Instances" flush>
        {instances.length === 0 ? (
          <Empty title="Its instances are not known" />
        ) : (
          <DataTable
            label="Instances"
            columns={INSTANCES}
            rows={instances}
            rowKey={({ instance }) => instance}
            maxHeight={280}
          />
        )}
      </Panel>
      <Panel title="Versions" flush>
        {versions.length === 0 ? (
          <Empty title="It does not say its version">
            Set <code>service.version</code> (OpenTelemetry), <code>release</code> (Sentry) or <code>version</code>{' '}
            (client).
          </Empty>
        ) : (
          <DataTable
            label="Versions"
            columns={VERSIONS}
            rows={versions}
            rowKey={({ version }) => version}
            maxHeight={280}
          />
        )}
      </Panel>
    </Grid>
  );
}
