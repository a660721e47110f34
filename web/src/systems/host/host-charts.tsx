import { useMemo } from 'react';
import type { components } from '../../api/schema.js';
import { useGet } from '../../api/use-get.js';
import { formatBytesPerSecond, formatPercent, formatPlain } from '../../format/number.js';
import { Grid } from '../../page/grid.js';
import { toneOfMetrics } from '../../state/tone.js';
import { MetricChart } from '../metrics/metric-chart.js';
import { type Gauge, useMetricAnswers } from '../metrics/use-metric-answers.js';
import { DiskPanel } from './disk-panel.js';

const CPU = [{ metric: 'system_cpu_usage', label: 'used' }] as const;
const MEMORY = [{ metric: 'system_memory_usage', label: 'used' }] as const;
const LOAD = [
  { metric: 'system_load_1m', label: '1 min', ink: 'chart-1' },
  { metric: 'system_load_5m', label: '5 min', ink: 'chart-2' },
  { metric: 'system_load_15m', label: '15 min', ink: 'chart-muted' },
] as const;
const NETWORK = [
  { metric: 'system_network_receive_bytes_per_second', label: 'in', ink: 'chart-1' },
  { metric: 'system_network_transmit_bytes_per_second', label: 'out', ink: 'chart-2' },
] as const;
const DISKS = [{ metric: 'system_disk_usage', label: 'disk' }] as const;
const SOURCES = [...CPU, ...MEMORY, ...LOAD, ...NETWORK];

/** How one host did over the page's time. */
export function HostCharts({ host, system }: { host: string; system?: components['schemas']['SystemView'] }) {
  const gauges = useMemo<Gauge[]>(
    () => [
      ...SOURCES.map(({ metric }) => ({ metric, tags: { host } })),
      { metric: 'system_disk_usage', tags: { host }, by: ['mount'] },
    ],
    [host],
  );
  const answer = useMetricAnswers(gauges);
  const firing = useGet('/alerts', { query: { status: ['firing'] }, topics: ['alerts'] });
  const alerts = (firing.data?.items ?? []).filter(({ tags }) => tags.host === undefined || tags.host === host);
  const toneOf = (...metrics: string[]) => toneOfMetrics(alerts, metrics);
  const share = { answer, format: formatPercent, kind: 'area', top: 100 } as const;
  const memoryTone = toneOf('system_memory_usage', 'system_memory_used_bytes');
  return (
    <Grid min="medium">
      <MetricChart title="CPU" lines={CPU} {...share} tone={toneOf('system_cpu_usage')} />
      <MetricChart title="Memory" lines={MEMORY} {...share} tone={memoryTone} />
      <MetricChart title="Load" lines={LOAD} answer={answer} format={formatPlain} tone={toneOf('system_load_1m')} />
      <MetricChart title="Network" lines={NETWORK} answer={answer} format={formatBytesPerSecond} />
      <MetricChart title="Disks over time" lines={DISKS} by="mount" {...share} kind="lines" />
      <DiskPanel answer={answer} disks={system?.disks ?? []} tone={toneOf('system_disk_usage')} />
    </Grid>
  );
}
