import { burnRate, planBurnRate } from './burn-rate.js';

const NOW = 1_700_000_000_000;
const method = { type: 'burn_rate' as const, objective: 99.9, long_window: 3600, short_window: 300 };
const rule = {
  metricName: 'failures_total',
  aggregation: 'increase',
  matchers: [],
  groupBy: ['service'],
  windowSeconds: 60,
  divideBy: { metric_name: 'requests_total', multiply: 100, minimum: 10 },
};
const results = (value: number | undefined) =>
  value === undefined
    ? []
    : [{ tags: { service: 'billing' }, times: Float64Array.of(0), values: Float64Array.of(value) }];

describe('burnRate', () => {
  it.each([
    [0.001, 99.9, 1],
    [0.0144, 99.9, 14.4],
    [0.06, 99, 6],
    [1, 99.9, 1000],
    [0, 99.9, 0],
  ])('of %d failures at %d %% → %d', (errorRatio, objective, expected) => {
    expect(burnRate(errorRatio, objective)).toBeCloseTo(expected, 9);
  });
});

describe('planBurnRate', () => {
  it('asks for both windows, failures and all', () => {
    const { questions } = planBurnRate(rule, method, NOW);
    expect(questions.map(({ metricName, startAt, endAt }) => [metricName, endAt - startAt])).toEqual([
      ['failures_total', 3_600_000],
      ['requests_total', 3_600_000],
      ['failures_total', 300_000],
      ['requests_total', 300_000],
    ]);
  });

  it.each<[string, (number | undefined)[], number | undefined]>([
    ['burning in both, slower in the long one', [144, 10_000, 50, 1000], 14.4],
    ['burning in both, slower in the short one', [500, 10_000, 20, 1000], 20],
    ['that was a while ago', [500, 10_000, 0, 1000], 0],
    ['no failures at all', [undefined, 10_000, undefined, 1000], 0],
    ['too few requests in the short window', [500, 10_000, 9, 9], undefined],
    ['no requests in the short window', [500, 10_000, undefined, undefined], undefined],
  ])('%s', (_, counts, expected) => {
    const [group, ...others] = planBurnRate(rule, method, NOW).values(counts.map(results));
    expect(others).toEqual([]);
    expect(group!.tags).toEqual({ service: 'billing' });
    if (expected === undefined) expect(group!.value).toBeUndefined();
    else expect(group!.value).toBeCloseTo(expected, 9);
  });
});
