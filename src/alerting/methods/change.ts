import type { Measured } from '../evaluation/measure-rule.js';
import { type MeasurementPlan, planPair, planWindow } from './measurement-plan.js';
import type { ChangeMethod } from './rule-method.js';

/** The window up to `now` (epoch ms) against the one of `offset` seconds ago. */
export function planChange(rule: Measured, { offset, as }: ChangeMethod, now: number): MeasurementPlan {
  return planPair(
    planWindow(rule, now),
    planWindow(rule, now - offset * 1000),
    as === 'difference' ? difference : percentChange,
  );
}

/** In percent of the size of the past; undefined when that was zero: there is no telling how many times more anything is. */
export function percentChange(present: number, past: number): number | undefined {
  return past === 0 ? undefined : ((present - past) / Math.abs(past)) * 100;
}

function difference(present: number, past: number): number {
  return present - past;
}
