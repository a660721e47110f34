import type { MetricResult } from '../../metrics/metric.query.js';
import { type Column, column, rounded, sumSteps, timestamps } from '../columns.js';
import { stepStarts, type TimeWindow } from '../time-window.js';
import { percentileColumn, stepLength, trafficOf } from '../traffic-columns.js';
import type { ServiceSeriesView, SmallServiceSeriesView } from './service-health.dto.js';
import type { MeasuredService, MeasuredServices } from './service-metrics.js';

/** What was measured of one service. */
export interface MeasuredFigures {
  readonly requests_per_second: number;
  readonly error_percent: number | null;
  readonly p50_ms: number | null;
  readonly p95_ms: number | null;
  readonly p99_ms: number | null;
  readonly series: SmallServiceSeriesView;
}

const STATUS_CLASSES = ['1xx', '2xx', '3xx', '4xx', '5xx'] as const;
/** What a span's status is as one of HTTP. */
const SPAN_CLASSES: Record<string, (typeof STATUS_CLASSES)[number]> = { ok: '2xx', unset: '2xx', error: '5xx' };

/** The figures of one of the services; zeros and nulls for one that nothing was measured of. */
export function figuresOf(measured: MeasuredServices, service: string, window: TimeWindow): MeasuredFigures {
  const { length } = stepStarts(window);
  const total = sumSteps(measured.total.get(service) ?? [], length);
  const failed = sumSteps(measured.failed.get(service) ?? [], length);
  const { shown, columns, requests_per_second, error_percent } = trafficOf(total, failed, window, 3);
  const latency = (name: 'p50' | 'p95' | 'p99') => rounded(measured.latency[name].get(service)?.[0]?.values[0], 1);
  return {
    requests_per_second,
    error_percent,
    p50_ms: latency('p50'),
    p95_ms: latency('p95'),
    p99_ms: latency('p99'),
    series: { ...columns, p95_ms: percentileColumn(measured.p95Steps.get(service), shown.length) },
  };
}

/** The columns that only a service's own page shows, beside those of the list. */
export function fullSeries(
  measured: MeasuredService,
  { series }: MeasuredFigures,
  service: string,
  window: TimeWindow,
): ServiceSeriesView {
  const { length } = series.requests_per_second;
  const statuses = STATUS_CLASSES.map((name) => [
    name,
    classColumn(
      measured.byStatus.filter(({ tags }) => classOf(tags.status) === name),
      length,
      window,
      series.requests_per_second,
    ),
  ]);
  return {
    timestamps: timestamps(stepStarts(window).slice(0, length)),
    ...series,
    requests_per_second_by_status: Object.fromEntries(statuses) as ServiceSeriesView['requests_per_second_by_status'],
    p50_ms: percentileColumn(measured.p50Steps.get(service), length),
    p99_ms: percentileColumn(measured.p99Steps.get(service), length),
  };
}

function classOf(status = ''): string {
  return SPAN_CLASSES[status] ?? `${status[0] ?? ''}xx`;
}

/** Where there were requests but none of the class it had none of it; elsewhere nothing is known. */
function classColumn(results: readonly MetricResult[], length: number, window: TimeWindow, all: Column): Column {
  const counts = sumSteps(results, stepStarts(window).length);
  const starts = stepStarts(window);
  return column(
    Array.from({ length }, (_, step) => {
      if (all[step] === null) return Number.NaN;
      return ((Number.isNaN(counts[step]!) ? 0 : counts[step]!) * 1000) / stepLength(window, starts[step]!);
    }),
    3,
  );
}
