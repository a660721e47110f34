import { trainingSeries } from './training-series.js';

const HOUR = 3600;
const hours = (count: number, value: number | undefined = 1) => Array.from({ length: count }, () => value);
const none = (count: number): undefined[] => Array.from({ length: count }, () => undefined);

describe('trainingSeries', () => {
  it.each<[string, (number | undefined)[], number, number[] | undefined]>([
    ['two weeks have days and weeks', hours(336), HOUR, [24, 168]],
    ['fewer have days', hours(335), HOUR, [24]],
    ['three days are enough', hours(72), HOUR, [24]],
    ['fewer are not', hours(71), HOUR, undefined],
    ['what came late is judged from then on', [...none(200), ...hours(100)], HOUR, [24]],
    ['a fifth may be missing', [...hours(60), ...none(20), ...hours(20)], HOUR, [24]],
    ['more may not', [...hours(59), ...none(21), ...hours(20)], HOUR, undefined],
    ['windows of five minutes', hours(14 * 288), 300, [288, 2016]],
    ['nothing at all', none(336), HOUR, undefined],
  ])('%s', (_, past, windowSeconds, periods) => {
    expect(trainingSeries(past, windowSeconds)?.periods).toEqual(periods);
  });

  it('fills gaps with a straight line, and the end with the last value', () => {
    const past = [undefined, 10, undefined, undefined, 40, ...hours(70, 40), undefined, undefined];
    const { values } = trainingSeries(past, HOUR)!;
    expect(values.slice(0, 5)).toEqual(Float64Array.of(10, 20, 30, 40, 40));
    expect(values).toHaveLength(past.length - 1);
    expect(values.slice(-3)).toEqual(Float64Array.of(40, 40, 40));
  });
});
