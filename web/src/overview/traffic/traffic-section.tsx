import { useMemo } from 'react';
import type { Alert } from '../../api/alert.js';
import type { Traffic } from '../../api/dashboard.js';
import type { Answer } from '../../api/use-get.js';
import { ChartPanel } from '../../charts/chart-panel.js';
import { latestComplete } from '../../charts/latest.js';
import type { ChartSpan, ChartStyle, Points } from '../../charts/series.js';
import { formatLatency, formatSpan } from '../../format/duration.js';
import { formatCount, formatPercent, formatRate } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { toneOfMetrics } from '../../state/tone.js';
import { Section } from '../section.js';
import { ERROR_METRICS, LATENCY_METRICS } from './traffic-metrics.js';

const RATE: ChartStyle = { kind: 'area', series: [{ label: 'requests', ink: 'chart-1' }], format: formatRate };
/** The axis reaches at least to the share at which the default rule calls an alert, so that a rare failure looks rare. */
const FAILING: ChartStyle = {
  kind: 'area',
  series: [{ label: 'failing', ink: 'chart-bad' }],
  format: formatPercent,
  topAtLeast: 5,
};
const LATENCY: ChartStyle = {
  kind: 'lines',
  series: [
    { label: 'p50', ink: 'chart-3' },
    { label: 'p95', ink: 'chart-1' },
    { label: 'p99', ink: 'chart-2' },
  ],
  format: formatLatency,
};
const P95 = 1;

const CHART_HEIGHT = 160;
/** What the legend takes away from the height of its chart, so that panels side by side end at one line. */
const LEGEND_HEIGHT = 30;

/** How many requests, how many of them fail, how long they take. */
export function TrafficSection({ traffic, alerts, span, answer }: SectionProps) {
  const { series, latency_ms: latency } = traffic;
  const charts = useMemo(() => {
    const chart = (...values: Points[]) => ({ timestamps: series.timestamps, values, span });
    return {
      rate: chart(series.requests_per_second),
      failing: chart(series.error_percent),
      latency: chart(series.p50_ms, series.p95_ms, series.p99_ms),
    };
  }, [series, span]);
  const newest = (values: Points) =>
    latestComplete(values, series.timestamps, span.measuredTo ?? span.to, span.stepMs ?? 0);
  const recently = `last ${formatSpan(span.stepMs ?? 0)}`;
  const window = `Last ${formatSpan(span.to - span.from)}`;
  const percentiles = `p50 ${spell(formatLatency(latency.p50))}, p95 ${spell(formatLatency(latency.p95))}, p99 ${spell(formatLatency(latency.p99))}`;
  return (
    <Section title="Requests" columns="thirds">
      <ChartPanel
        title="Request rate"
        quantity={formatRate(newest(series.requests_per_second))}
        caption={recently}
        data={charts.rate}
        style={RATE}
        answer={answer}
        height={CHART_HEIGHT}
        footnote={`${window}: ${spell(formatCount(traffic.requests))} requests`}
      />
      <ChartPanel
        title="Failing requests"
        quantity={formatPercent(newest(series.error_percent))}
        caption={recently}
        tone={toneOfMetrics(alerts, ERROR_METRICS)}
        data={charts.failing}
        style={FAILING}
        answer={answer}
        height={CHART_HEIGHT}
        footnote={`${window}: ${spell(formatPercent(traffic.error_percent))} of all requests`}
      />
      <ChartPanel
        title="Latency, 95th percentile"
        quantity={formatLatency(newest(series.p95_ms))}
        caption={recently}
        tone={toneOfMetrics(alerts, LATENCY_METRICS)}
        data={charts.latency}
        style={LATENCY}
        main={P95}
        newest={[series.p50_ms, series.p95_ms, series.p99_ms].map(newest)}
        answer={answer}
        height={CHART_HEIGHT - LEGEND_HEIGHT}
        footnote={`${window}: ${percentiles}`}
      />
    </Section>
  );
}

interface SectionProps {
  traffic: Traffic;
  alerts: readonly Alert[];
  span: ChartSpan;
  answer: Answer<unknown>;
}
