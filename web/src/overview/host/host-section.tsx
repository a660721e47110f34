import { useMemo } from 'react';
import type { Alert } from '../../api/alert.js';
import type { Resources } from '../../api/dashboard.js';
import type { Answer } from '../../api/use-get.js';
import { ChartPanel } from '../../charts/chart-panel.js';
import { latest } from '../../charts/latest.js';
import type { ChartSpan, ChartStyle, Points } from '../../charts/series.js';
import { formatBytesPerSecond, formatPercent, formatPlain } from '../../format/number.js';
import { isMeasured } from '../../format/quantity.js';
import { toneOfMetrics } from '../../state/tone.js';
import { Section } from '../section.js';

const CHART_HEIGHT = 120;
/** What the legend takes away from the height of its chart, so that panels side by side end at one line. */
const LEGEND_HEIGHT = 30;

const SHARE: ChartStyle = {
  kind: 'area',
  series: [{ label: 'used', ink: 'chart-1' }],
  format: formatPercent,
  top: 100,
};
const NETWORK: ChartStyle = {
  kind: 'lines',
  series: [
    { label: 'in', ink: 'chart-1' },
    { label: 'out', ink: 'chart-2' },
  ],
  format: formatBytesPerSecond,
};

/** How the machine is doing: CPU, memory, disk, network. */
export function HostSection({
  resources,
  alerts,
  span,
  answer,
}: {
  resources: Resources;
  alerts: readonly Alert[];
  span: ChartSpan;
  answer: Answer<unknown>;
}) {
  const { series } = resources;
  const charts = useMemo(() => {
    const chart = (...values: Points[]) => ({ timestamps: series.timestamps, values, span });
    return {
      cpu: chart(series.cpu_percent),
      memory: chart(series.memory_percent),
      disk: chart(series.disk_percent),
      network: chart(series.network_receive_bytes_per_second, series.network_transmit_bytes_per_second),
    };
  }, [series, span]);
  const load = isMeasured(resources.load_1m) ? `load ${formatPlain(resources.load_1m).text}` : undefined;
  const network = [series.network_receive_bytes_per_second, series.network_transmit_bytes_per_second].map(latest);
  return (
    <Section title="Host" columns="quarters">
      <ChartPanel
        title="CPU"
        quantity={formatPercent(resources.cpu_percent)}
        caption={load}
        tone={toneOfMetrics(alerts, ['system_cpu_usage'])}
        data={charts.cpu}
        style={SHARE}
        answer={answer}
        height={CHART_HEIGHT}
      />
      <ChartPanel
        title="Memory"
        quantity={formatPercent(resources.memory_percent)}
        tone={toneOfMetrics(alerts, ['system_memory_usage'])}
        data={charts.memory}
        style={SHARE}
        answer={answer}
        height={CHART_HEIGHT}
      />
      <ChartPanel
        title="Disk"
        quantity={formatPercent(resources.disk_percent)}
        tone={toneOfMetrics(alerts, ['system_disk_usage'])}
        data={charts.disk}
        style={SHARE}
        answer={answer}
        height={CHART_HEIGHT}
      />
      <ChartPanel
        title="Network"
        quantity={formatBytesPerSecond(network[0])}
        caption="in"
        data={charts.network}
        style={NETWORK}
        newest={network}
        answer={answer}
        height={CHART_HEIGHT - LEGEND_HEIGHT}
      />
    </Section>
  );
}
