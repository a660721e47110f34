/** How a measured value is compared with a rule's threshold. */
export const CONDITIONS = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'] as const;
export type Condition = (typeof CONDITIONS)[number];

const comparisons: Record<Condition, { symbol: string; met: (value: number, threshold: number) => boolean }> = {
  gt: { symbol: '>', met: (value, threshold) => value > threshold },
  gte: { symbol: '≥', met: (value, threshold) => value >= threshold },
  lt: { symbol: '<', met: (value, threshold) => value < threshold },
  lte: { symbol: '≤', met: (value, threshold) => value <= threshold },
  eq: { symbol: '=', met: (value, threshold) => value === threshold },
  neq: { symbol: '≠', met: (value, threshold) => value !== threshold },
};

/** Whether `value` is on the bad side of `threshold`; equality is exact. */
export function conditionMet(condition: Condition, value: number, threshold: number): boolean {
  return comparisons[condition].met(value, threshold);
}

/** The condition as people write it: `>`, `≤`, … */
export function conditionSymbol(condition: Condition): string {
  return comparisons[condition].symbol;
}
