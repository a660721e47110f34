import { groupKey, groupValues, quotients, ruleQueries } from './measure-rule.js';

const result = (service: string, value: number) => ({
  tags: { service },
  times: Float64Array.of(0),
  values: Float64Array.of(value),
});

const NOW = 1_000_000;
const rule = {
  metricName: 'http_requests_total',
  aggregation: 'increase',
  matchers: [{ tag: 'status', operator: '=~' as const, value: '5..' }],
  groupBy: ['service'],
  windowSeconds: 120,
  divideBy: null,
};

describe('ruleQueries', () => {
  it('asks for the window up to now, this millisecond included', () => {
    expect(ruleQueries(rule, NOW)).toEqual({
      dividend: {
        metricName: 'http_requests_total',
        aggregation: 'increase',
        matchers: rule.matchers,
        groupBy: ['service'],
        startAt: NOW - 120_000 + 1,
        endAt: NOW + 1,
      },
      divisor: undefined,
    });
  });

  it('asks for the divisor with its own matchers and the same groups', () => {
    const { divisor } = ruleQueries({ ...rule, divideBy: { metric_name: 'all_requests' } }, NOW);
    expect(divisor).toMatchObject({
      metricName: 'all_requests',
      aggregation: 'increase',
      matchers: [],
      groupBy: ['service'],
    });
  });

  it('takes another aggregation for the divisor', () => {
    const { divisor } = ruleQueries({ ...rule, divideBy: { metric_name: 'limit', aggregation: 'last' } }, NOW);
    expect(divisor).toMatchObject({ aggregation: 'last' });
  });
});

describe('groupValues', () => {
  it.each([
    { name: 'a number', value: 4.5, expected: 4.5 },
    { name: 'zero', value: 0, expected: 0 },
    { name: 'no data', value: Number.NaN, expected: undefined },
    { name: 'infinity', value: Number.POSITIVE_INFINITY, expected: undefined },
  ])('reads $name', ({ value, expected }) => {
    expect(groupValues([result('billing', value)])).toEqual([{ tags: { service: 'billing' }, value: expected }]);
  });

  it('reads an empty answer as no data', () => {
    expect(groupValues([{ tags: {}, times: new Float64Array(), values: new Float64Array() }])).toEqual([
      { tags: {}, value: undefined },
    ]);
  });
});

describe('quotients', () => {
  const percent = { metric_name: 'all', multiply: 100, minimum: 10 };

  it.each([
    { name: 'a share', failed: [result('a', 3)], all: [result('a', 60)], expected: 5 },
    { name: 'no failures at all', failed: [], all: [result('a', 60)], expected: 0 },
    { name: 'failures of another service', failed: [result('b', 60)], all: [result('a', 60)], expected: 0 },
    { name: 'exactly the minimum of traffic', failed: [result('a', 10)], all: [result('a', 10)], expected: 100 },
    { name: 'too little traffic', failed: [result('a', 9)], all: [result('a', 9)], expected: undefined },
    { name: 'no traffic in the window', failed: [], all: [result('a', Number.NaN)], expected: undefined },
  ])('computes $name', ({ failed, all, expected }) => {
    expect(quotients(failed, all, percent)).toEqual([{ tags: { service: 'a' }, value: expected }]);
  });

  it('never divides by zero, even without a minimum', () => {
    expect(quotients([], [result('a', 0)], { metric_name: 'all' })[0]!.value).toBeUndefined();
  });

  it('multiplies by one unless told otherwise', () => {
    expect(quotients([result('a', 1)], [result('a', 4)], { metric_name: 'all' })[0]!.value).toBe(0.25);
  });

  it('knows no group that has only a dividend', () => {
    expect(quotients([result('a', 1)], [], percent)).toEqual([]);
  });
});

describe('groupKey', () => {
  it('does not depend on the order of the tags', () => {
    expect(groupKey({ b: '2', a: '1' })).toBe(groupKey({ a: '1', b: '2' }));
  });

  it('does not confuse names and values', () => {
    expect(groupKey({ a: 'b,c' })).not.toBe(groupKey({ a: 'b', c: '' }));
  });
});
