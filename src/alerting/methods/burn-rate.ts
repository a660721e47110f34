import type { Measured } from '../evaluation/measure-rule.js';
import { type MeasurementPlan, planPair, planWindow } from './measurement-plan.js';
import type { BurnRateMethod } from './rule-method.js';

/** The burn rates of two windows up to `now` (epoch ms), of which the lower counts. */
export function planBurnRate(rule: Measured, method: BurnRateMethod, now: number): MeasurementPlan {
  const divideBy = rule.divideBy && { ...rule.divideBy, multiply: 1 };
  const window = (windowSeconds: number) => planWindow({ ...rule, divideBy, windowSeconds }, now);
  return planPair(window(method.long_window), window(method.short_window), (long, short) =>
    burnRate(Math.min(long, short), method.objective),
  );
}

/** How many times faster than allowed failures use up the error budget. @param objective in percent */
export function burnRate(errorRatio: number, objective: number): number {
  return (errorRatio * 100) / (100 - objective);
}
