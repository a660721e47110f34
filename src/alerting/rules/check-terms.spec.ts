import { checkTerms } from './check-terms.js';
import type { Condition } from './condition.js';

const rule = {
  metricName: 'queue_length',
  windowSeconds: 60,
  divideBy: null,
  groupBy: [],
  missingData: 'keep' as const,
  method: null,
};

const check = (condition: Condition, resolveThreshold: number | null) => () =>
  checkTerms({ ...rule, condition, threshold: 80, resolveThreshold });

describe('checkTerms', () => {
  it.each<[Condition, number | null]>([
    ['gt', 70],
    ['gt', 80],
    ['gte', 70],
    ['lt', 90],
    ['lte', 80],
    ['eq', null],
  ])('lets %s end at %s', (condition, resolveThreshold) => {
    expect(check(condition, resolveThreshold)).not.toThrow();
  });

  it.each<[Condition, number]>([
    ['gt', 81],
    ['gte', 80.5],
    ['lt', 79],
    ['lte', 79.5],
    ['eq', 80],
    ['neq', 80],
  ])('refuses that %s ends at %s, with the path', (condition, resolveThreshold) => {
    const errors = [expect.objectContaining({ path: 'resolve_threshold' })];
    expect(check(condition, resolveThreshold)).toThrow(expect.objectContaining({ errors }));
  });
});
