import type { Measured } from '../evaluation/measure-rule.js';
import type { MeasurementPlan } from './measurement-plan.js';
import type { ForecastMethod } from './rule-method.js';
import { planSeries } from './series-plan.js';

/** Fewer values make no line. */
const MIN_VALUES = 10;

/** What each group will come to `horizon` seconds after `now` (epoch ms). */
export function planForecast(rule: Measured, { history, horizon }: ForecastMethod, now: number): MeasurementPlan {
  const { questions, series } = planSeries(rule, now, Math.floor(history / rule.windowSeconds));
  const ahead = horizon / rule.windowSeconds;
  return {
    questions,
    values: (answers) => Array.from(series(answers), ({ tags, values }) => ({ tags, value: forecast(values, ahead) })),
  };
}

/**
 * Where the straight line through values at equal distances leads (least squares).
 *
 * @param ahead how many steps after the last one
 * @returns undefined when the last value is missing, there are too few, or they cover less than half of the time
 */
export function forecast(values: readonly (number | undefined)[], ahead: number): number | undefined {
  const last = values.length - 1;
  const points = values.flatMap((value, step) => (value === undefined ? [] : [{ at: step - last, value }]));
  if (values[last] === undefined || points.length < MIN_VALUES || -points[0]!.at * 2 < last) return undefined;
  const meanAt = mean(points.map(({ at }) => at));
  const meanValue = mean(points.map(({ value }) => value));
  let covariance = 0;
  let variance = 0;
  for (const { at, value } of points) {
    covariance += (at - meanAt) * (value - meanValue);
    variance += (at - meanAt) ** 2;
  }
  return meanValue + (covariance / variance) * (ahead - meanAt);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
