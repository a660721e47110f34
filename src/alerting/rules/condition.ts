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

/** Of some values the one that is nearest to meeting a condition, or furthest beyond its limit; undefined when there are none. */
export function worstOf(condition: Condition, values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const isLow = condition === 'lt' || condition === 'lte';
  return values.reduce((worst, value) => (isLow ? Math.min(worst, value) : Math.max(worst, value)));
}
