import { useMemo } from 'react';
import type { Severity } from '../../api/alert.js';
import { ChartPanel } from '../../charts/chart-panel.js';
import { latest } from '../../charts/latest.js';
import { type ChartStyle, inkOf } from '../../charts/series.js';
import { type LineSource, linesOf, timestampsOf } from './metric-lines.js';
import type { MetricsAnswer } from './use-metric-answers.js';

const HEIGHT = 170;
const LEGEND_HEIGHT = 30;

interface MetricChartProps {
  title: string;
  answer: MetricsAnswer;
  /** What is drawn; a constant. */
  lines: readonly LineSource[];
  /** One line for each value of this tag. */
  by?: string;
  kind?: ChartStyle['kind'];
  format: ChartStyle['format'];
  top?: number;
  topAtLeast?: number;
  tone?: Severity;
  caption?: string;
}

/** A chart of recorded gauges, with the newest value as its figure where there is one line. */
export function MetricChart({ title, answer, lines: sources, by, format, tone, caption, ...rest }: MetricChartProps) {
  const { kind = 'lines', top, topAtLeast } = rest;
  const { data, span } = answer;
  const lines = useMemo(() => (data === undefined ? undefined : linesOf(data, sources, by)), [data, sources, by]);
  const labels = JSON.stringify(lines?.map(({ label }) => label) ?? []);
  const style = useMemo<ChartStyle>(
    () => ({
      kind,
      format,
      top,
      topAtLeast,
      series: (JSON.parse(labels) as string[]).map((label, at) => ({
        label,
        ink: sources.find((source) => by === undefined && source.label === label)?.ink ?? inkOf(at),
      })),
    }),
    [kind, format, top, topAtLeast, labels, sources, by],
  );
  const chart = useMemo(() => {
    if (data === undefined || lines === undefined || span === undefined) return undefined;
    return { timestamps: timestampsOf(data), values: lines.map(({ points }) => points), span };
  }, [data, lines, span]);
  const newest = lines?.map(({ points }) => latest(points)) ?? [];
  const hasLegend = newest.length > 1;
  return (
    <ChartPanel
      title={title}
      quantity={newest.length === 1 ? format(newest[0]) : undefined}
      caption={caption}
      tone={tone}
      data={chart}
      style={style}
      newest={hasLegend ? newest : undefined}
      answer={{ ...answer, call: answer.callFor(sources[0]!.metric) }}
      height={hasLegend ? HEIGHT - LEGEND_HEIGHT + 20 : HEIGHT - 20}
    />
  );
}
