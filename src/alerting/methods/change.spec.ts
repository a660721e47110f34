import { planChange } from './change.js';

const DAY = 86_400;
const NOW = 1_700_000_000_000;
const rule = {
  metricName: 'orders_total',
  aggregation: 'increase',
  matchers: [],
  groupBy: ['shop'],
  windowSeconds: 3600,
  divideBy: null,
};
const result = (shop: string, value: number) => ({
  tags: { shop },
  times: Float64Array.of(0),
  values: Float64Array.of(value),
});

describe('planChange', () => {
  it('asks for the window up to now and the same one some time ago', () => {
    const { questions } = planChange(rule, { type: 'change', offset: 7 * DAY }, NOW);
    expect(questions.map(({ startAt, endAt }) => [NOW - startAt, NOW - endAt])).toEqual([
      [3_600_000 - 1, -1],
      [7 * DAY * 1000 + 3_600_000 - 1, 7 * DAY * 1000 - 1],
    ]);
  });

  it.each<[string, 'percent' | 'difference' | undefined, number | undefined, number | undefined, number | undefined]>([
    ['half as much again', undefined, 150, 100, 50],
    ['half of it gone', 'percent', 50, 100, -50],
    ['all of it gone', 'percent', 0, 80, -100],
    ['the same', 'percent', 80, 80, 0],
    ['less far below zero', 'percent', -5, -10, 50],
    ['nothing then', 'percent', 5, undefined, undefined],
    ['zero then', 'percent', 5, 0, undefined],
    ['no value now', 'percent', Number.NaN, 5, undefined],
    ['more than zero, as a difference', 'difference', 5, 0, 5],
    ['less, as a difference', 'difference', 70, 100, -30],
    ['nothing then, as a difference', 'difference', 5, undefined, undefined],
  ])('%s', (_, as, present, past, expected) => {
    const { values } = planChange(rule, { type: 'change', offset: DAY, ...(as ? { as } : {}) }, NOW);
    const answers = [present, past].map((value) => (value === undefined ? [] : [result('north', value)]));
    expect(values(answers)).toEqual([{ tags: { shop: 'north' }, value: expected }]);
  });

  it('compares ratios, each group with itself', () => {
    const ratio = { ...rule, divideBy: { metric_name: 'visits_total', multiply: 100 } };
    const { questions, values } = planChange(ratio, { type: 'change', offset: DAY }, NOW);
    expect(questions.map(({ metricName }) => metricName)).toEqual([
      'orders_total',
      'visits_total',
      'orders_total',
      'visits_total',
    ]);
    const answers = [
      [result('north', 6), result('south', 5)],
      [result('north', 200), result('south', 50)],
      [result('south', 10), result('north', 4)],
      [result('south', 50), result('north', 200)],
    ];
    // North: 3 % after 2 %; south: 10 % after 20 %.
    expect(values(answers)).toEqual([
      { tags: { shop: 'north' }, value: 50 },
      { tags: { shop: 'south' }, value: -50 },
    ]);
  });
});
