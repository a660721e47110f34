import { forecast, planForecast } from './forecast.js';

const line = (count: number, first: number, slope: number) =>
  Array.from({ length: count }, (_, i) => first + slope * i);
const gaps = (count: number): undefined[] => Array.from({ length: count }, () => undefined);
const NOW = 1_700_000_000_000;
const rule = {
  metricName: 'system_disk_usage',
  aggregation: 'avg',
  matchers: [],
  groupBy: [],
  windowSeconds: 300,
  divideBy: null,
};

describe('forecast', () => {
  it.each<[string, (number | undefined)[], number, number | undefined]>([
    ['a line goes on', line(10, 50, 2), 5, 78],
    ['a level stays', line(20, 7, 0), 1000, 7],
    ['a fall goes below zero', line(10, 9, -1), 3, -3],
    ['half a step ahead', line(10, 0, 1), 0.5, 9.5],
    // Mean 0.5 at 4.5; covariance 2.5, variance 82.5: 0.5 + 2.5 / 82.5 × (19 − 4.5).
    ['a saw', [0, 1, 0, 1, 0, 1, 0, 1, 0, 1], 10, 0.5 + (2.5 / 82.5) * 14.5],
    ['gaps do not bend it', [...line(6, 0, 1), ...gaps(4), ...line(6, 10, 1)], 5, 20],
    ['values over half of the time', [...gaps(10), ...line(11, 0, 1)], 1, 11],
    ['values over less than half of it', [...gaps(12), ...line(11, 0, 1)], 1, undefined],
    ['too few values', [...line(5, 0, 1), ...gaps(10), ...line(4, 15, 1)], 1, undefined],
    ['nothing now', [...line(20, 0, 1), undefined], 1, undefined],
    ['nothing at all', gaps(20), 1, undefined],
  ])('%s', (_, values, ahead, expected) => {
    if (expected === undefined) expect(forecast(values, ahead)).toBeUndefined();
    else expect(forecast(values, ahead)).toBeCloseTo(expected, 9);
  });
});

describe('planForecast', () => {
  it('reads the past in whole windows up to now and looks ahead in seconds', () => {
    const { questions, values } = planForecast(rule, { type: 'forecast', history: 3700, horizon: 3600 }, NOW);
    expect(questions).toEqual([
      expect.objectContaining({ startAt: NOW + 1 - 3_600_000, endAt: NOW + 1, stepMs: 300_000 }),
    ]);
    const answer = { tags: {}, times: new Float64Array(12), values: Float64Array.from(line(12, 80, 0.5)) };
    expect(values([[answer]])).toEqual([{ tags: {}, value: 91.5 }]);
  });

  it('takes a ratio step by step', () => {
    const ratio = { ...rule, divideBy: { metric_name: 'capacity', multiply: 100 } };
    const { questions, values } = planForecast(ratio, { type: 'forecast', history: 3000, horizon: 300 }, NOW);
    expect(questions.map(({ metricName }) => metricName)).toEqual(['system_disk_usage', 'capacity']);
    const results = (numbers: number[]) => [
      { tags: {}, times: new Float64Array(10), values: Float64Array.from(numbers) },
    ];
    expect(values([results(line(10, 10, 1)), results(line(10, 200, 0))])).toEqual([{ tags: {}, value: 10 }]);
    expect(values([[], results(line(10, 200, 0))])).toEqual([{ tags: {}, value: 0 }]);
  });
});
