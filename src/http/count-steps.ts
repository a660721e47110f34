import type { TimeRange } from './list.dto.js';
import { Problem } from './problem.js';

/** Steps that people reckon in, in seconds: up to a week. */
const STEPS = [1, 5, 10, 15, 30, 60, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 604_800];
/** About as many bars as a chart has room for. */
const FEW = 100;

/** The most steps an answer has. */
const MAX_STEPS = 1000;

/** The shortest of the usual steps by which a range of time has at most a hundred; whole weeks for years. @returns seconds */
export function chooseStep(startAt: number, endAt: number): number {
  const seconds = (endAt - startAt) / 1000;
  const week = STEPS.at(-1)!;
  return STEPS.find((step) => seconds / step <= FEW) ?? Math.ceil(seconds / FEW / week) * week;
}

/** How many steps a range of time has. @param parameter names the step in the query @throws Problem 400 for more than MAX_STEPS */
export function countSteps(
  { start_time, end_time }: Required<TimeRange>,
  stepSeconds: number,
  parameter: string,
): number {
  const steps = Math.ceil((end_time - start_time) / (stepSeconds * 1000));
  if (steps <= MAX_STEPS) return steps;
  throw Problem.of(400, 'The query has faults.', {
    errors: [{ path: parameter, message: `makes ${steps} steps of the range: at most ${MAX_STEPS} are taken` }],
  });
}
