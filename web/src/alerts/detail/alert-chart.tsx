import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { ChartPanel } from '../../charts/chart-panel.js';
import type { ChartData, ChartStyle } from '../../charts/series.js';
import { resolveRange } from '../../time/time-range.js';
import { useTimeRange } from '../../time/use-time-range.js';
import type { Alert, AlertRule } from '../alert.js';
import { chartFormat } from '../measuring/judged-format.js';
import { type Terms, thresholdOn } from '../measuring/measure-rule.js';
import { useMeasurement } from '../measuring/use-measurement.js';
import { spanAround } from './alert-span.js';

interface AlertChartProps {
  alert: Alert;
  rule: AlertRule | undefined;
  terms: Terms;
}

/**
 * What the alert's metric did: the values that its rule looks at, its threshold, and tinted when it was firing. Shows the time around the
 * alert, and what somebody drags over.
 */
export function AlertChart({ alert, rule, terms }: AlertChartProps) {
  const { range } = useTimeRange();
  const [untouched, setUntouched] = useState(range);
  const [now] = useState(Date.now);
  const around = useMemo(() => spanAround(alert, now), [alert, now]);
  const isAround = range === untouched;
  const shown = isAround ? around : range;
  const { from, to } = resolveRange(shown, now);
  const { answer, unit, of } = useMeasurement(terms, shown, to - from, alert.tags);
  const threshold = thresholdOn(terms, alert.threshold, to - from);
  const style = useStyle(terms, unit, threshold);
  const measured = of(alert.tags);
  return (
    <ChartPanel
      title={nameOf(terms)}
      data={measured && dataOf(alert, measured, threshold, answer.span ?? { from, to })}
      style={style}
      newest={measured && [measured.values.findLast((value) => value !== null) ?? null, threshold ?? null]}
      height={220}
      tone={alert.status === 'firing' ? alert.severity : undefined}
      answer={answer}
      actions={
        !isAround && (
          <Button variant="default" size="compact-sm" onClick={() => setUntouched(range)}>
            Around the alert
          </Button>
        )
      }
      footnote={footnoteOf(terms, threshold, rule)}
    />
  );
}

function useStyle(terms: Terms, unit: string | null | undefined, threshold: number | undefined): ChartStyle {
  return useMemo(
    () => ({
      kind: 'lines',
      series: [
        { label: nameOf(terms), ink: 'chart-1' },
        ...(threshold === undefined ? [] : [{ label: 'Threshold', ink: 'chart-warning' as const, dashed: true }]),
      ],
      format: chartFormat(terms, unit),
      topAtLeast: threshold,
    }),
    [terms, unit, threshold],
  );
}

function dataOf(
  { fired_at, resolved_at }: Alert,
  { timestamps, values }: { timestamps: string[]; values: (number | null)[] },
  threshold: number | undefined,
  span: { from: number; to: number },
): ChartData {
  const end = resolved_at === null ? span.to : Date.parse(resolved_at);
  return {
    timestamps,
    values: threshold === undefined ? [values] : [values, timestamps.map(() => threshold)],
    span,
    bands: fired_at === null ? [] : [{ from: Date.parse(fired_at), to: end }],
  };
}

function nameOf({ metric_name, aggregation, divide_by }: Terms): string {
  const part = `${aggregation} of ${metric_name}`;
  if (!divide_by) return part;
  return divide_by.metric_name === metric_name ? `${part}, of all` : `${part} by ${divide_by.metric_name}`;
}

const METHODS = {
  change: 'The rule compares this with what it was some time before.',
  forecast: 'The rule looks at where this leads.',
  anomaly: 'The rule looks at how far this is from what is usual.',
  error_groups: undefined,
  burn_rate: undefined,
} as const;

function footnoteOf({ method, window_seconds }: Terms, threshold: number | undefined, rule: AlertRule | undefined) {
  const how = method ? METHODS[method.type] : undefined;
  if (how !== undefined) return how;
  if (rule === undefined) return undefined;
  const tinted = 'Tinted while it fires.';
  return threshold === undefined ? tinted : `Each point covers ${window_seconds} s, as in the rule. ${tinted}`;
}
