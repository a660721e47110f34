import { useMemo } from 'react';
import type { components } from '../api/schema.js';
import type { Answer } from '../api/use-get.js';
import { ChartPanel } from '../charts/chart-panel.js';
import type { ChartStyle, Points } from '../charts/series.js';
import { formatLatency } from '../format/duration.js';
import { formatPercent, formatRate } from '../format/number.js';
import { Grid } from '../page/grid.js';

type Detail = components['schemas']['ServiceDetailView'];

const CLASSES = ['2xx', '3xx', '4xx', '5xx', '1xx'] as const;
const REQUESTS: ChartStyle = {
  kind: 'bars',
  stacked: true,
  format: formatRate,
  series: [
    { label: '2xx', ink: 'chart-1' },
    { label: '3xx', ink: 'chart-7' },
    { label: '4xx', ink: 'chart-warning' },
    { label: '5xx', ink: 'chart-bad' },
    { label: '1xx', ink: 'chart-muted' },
  ],
};
const FAILING: ChartStyle = {
  kind: 'area',
  series: [{ label: 'failing', ink: 'chart-bad' }],
  format: formatPercent,
  topAtLeast: 5,
};
const LATENCY: ChartStyle = {
  kind: 'lines',
  series: [
    { label: 'p50', ink: 'chart-muted' },
    { label: 'p95', ink: 'chart-1' },
    { label: 'p99', ink: 'chart-2' },
  ],
  format: formatLatency,
};
const HEIGHT = 190;

/** Rate, errors and duration of a service (the RED method). */
export function ServiceCharts({ detail, answer }: { detail: Detail; answer: Answer<Detail> }) {
  const charts = useMemo(() => {
    const { series, start_time: start, end_time: end } = detail;
    const span = { from: Date.parse(start), to: Date.parse(end) };
    const chart = (...values: Points[]) => ({ timestamps: series.timestamps, values, span });
    return {
      requests: chart(...CLASSES.map((name) => series.requests_per_second_by_status[name])),
      failing: chart(series.error_percent),
      latency: chart(series.p50_ms, series.p95_ms, series.p99_ms),
    };
  }, [detail]);
  return (
    <Grid min="medium">
      <ChartPanel
        title={detail.measured_by === 'spans' ? 'Operations (by spans)' : 'Requests'}
        quantity={formatRate(detail.requests_per_second)}
        caption="mean of this time"
        data={charts.requests}
        style={REQUESTS}
        answer={answer}
        service={detail.service}
        height={HEIGHT}
      />
      <ChartPanel
        title="Failing"
        quantity={formatPercent(detail.error_percent)}
        caption="of this time"
        data={charts.failing}
        style={FAILING}
        answer={answer}
        service={detail.service}
        height={HEIGHT}
      />
      <ChartPanel
        title="Latency, 95th percentile"
        quantity={formatLatency(detail.p95_ms)}
        caption="of this time"
        main={1}
        newest={[detail.p50_ms, detail.p95_ms, detail.p99_ms]}
        data={charts.latency}
        style={LATENCY}
        answer={answer}
        service={detail.service}
        height={HEIGHT - 30}
      />
    </Grid>
  );
}
