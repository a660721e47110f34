/** Steps that a person would choose, seconds. */
const STEPS = [30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400] as const;

/** The shortest of the usual steps, seconds, that gives at most so many points over a span of time. */
export function chooseStep(spanMs: number, mostPoints: number, shortest = 30): number {
  const needed = Math.max(shortest, spanMs / 1000 / mostPoints);
  return STEPS.find((step) => step >= needed) ?? Math.ceil(needed / 86_400) * 86_400;
}
