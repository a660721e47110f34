import type { Measured } from '../evaluation/measure-rule.js';
import { planBurnRate } from './burn-rate.js';
import { planChange } from './change.js';
import { planForecast } from './forecast.js';
import { type MeasurementPlan, planWindow } from './measurement-plan.js';
import type { AnomalyMethod, ErrorGroupsMethod, RuleMethod } from './rule-method.js';

/** What metrics alone tell. */
type MetricMethod = Exclude<RuleMethod, ErrorGroupsMethod | AnomalyMethod>;

/** How to measure a rule on metrics as of `now` (epoch ms). */
export function planMeasurement(rule: Measured, method: MetricMethod | null, now: number): MeasurementPlan {
  switch (method?.type) {
    case undefined:
      return planWindow(rule, now);
    case 'change':
      return planChange(rule, method, now);
    case 'burn_rate':
      return planBurnRate(rule, method, now);
    case 'forecast':
      return planForecast(rule, method, now);
  }
}
