import type { MetricResult } from '../metrics/metric.query.js';
import { type Column, column, rounded } from './columns.js';
import { stepStarts, type TimeWindow } from './time-window.js';

/** Requests and those of them that failed, as figures and as columns of a chart. */
export interface TrafficColumns {
  /** Starts of the steps that are shown. */
  readonly shown: readonly number[];
  readonly requests: number;
  readonly requests_per_second: number;
  readonly error_percent: number | null;
  readonly columns: { readonly requests_per_second: Column; readonly error_percent: Column };
}

/** @param total requests a step, NaN without data @param failed those that failed, the same way @param digits of the mean rate */
export function trafficOf(
  total: readonly number[],
  failed: readonly number[],
  window: TimeWindow,
  digits = 2,
): TrafficColumns {
  const starts = stepStarts(window);
  const firstStep = firstStepOf(total);
  // The step under way is not comparable with the others yet: it is shown only while it is all there is.
  const isPartial = starts.at(-1)! + window.stepMs > window.endAt;
  const shown = starts.slice(0, isPartial && firstStep < starts.length - 1 ? -1 : undefined);
  const requests = shown.map((_, step) => (step < firstStep ? Number.NaN : orZero(total[step]!)));
  const sum = sumOf(total);
  return {
    shown,
    requests: sum,
    requests_per_second: rounded(sum / coveredSeconds(window, firstStep), digits) ?? 0,
    error_percent: rounded((100 * sumOf(failed)) / sum),
    columns: {
      requests_per_second: column(requests.map((count, step) => (count * 1000) / stepLength(window, shown[step]!))),
      error_percent: column(requests.map((count, step) => (100 * orZero(failed[step]!)) / count)),
    },
  };
}

/** A percentile of each step that is shown; null without data. */
export function percentileColumn(results: readonly MetricResult[] | undefined, length: number): Column {
  return column(
    Array.from({ length }, (_, step) => results?.[0]?.values[step] ?? Number.NaN),
    1,
  );
}

/** The first step with any request; the number of steps when there is none. */
export function firstStepOf(total: readonly number[]): number {
  const first = total.findIndex((count) => !Number.isNaN(count));
  return first < 0 ? total.length : first;
}

/** From the first step with data on: a service that started a minute ago has not had an hour to be asked in. */
export function coveredSeconds({ startAt, endAt, stepMs }: TimeWindow, firstStep: number): number {
  return Math.max(1, (endAt - startAt - firstStep * stepMs) / 1000);
}

/** Of what there is. */
export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + orZero(value), 0);
}

/** In ms; the last step ends with the window, and counts as a second at the least. */
export function stepLength({ endAt, stepMs }: TimeWindow, start: number): number {
  return Math.max(1000, Math.min(stepMs, endAt - start));
}

function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}
