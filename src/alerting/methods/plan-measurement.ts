import type { Measured } from '../evaluation/measure-rule.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';
import { planBurnRate } from './burn-rate.js';
import { planChange } from './change.js';
import { planForecast } from './forecast.js';
import { type MeasurementPlan, planWindow } from './measurement-plan.js';

/** How to measure a rule as of `now` (epoch ms). */
export function planMeasurement(rule: Measured & Pick<AlertRule, 'method'>, now: number): MeasurementPlan {
  const { method } = rule;
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
