import { Pacer } from '../../jobs/pacer.js';
import { rankGroups } from './rank-groups.js';

const pacer = new Pacer();
const times = Float64Array.of(0, 1);
const groups = Object.entries({
  a: [1, 3],
  b: [Number.NaN, 5],
  c: [Number.NaN, Number.NaN],
  d: [2, 2],
  e: [0, Number.NaN],
  f: [4, Infinity],
}).map(([name, values]) => ({ tags: { name }, times, values: Float64Array.from(values) }));

describe('rankGroups', () => {
  it.each([
    ['top', 1, 'b'],
    ['top', 2, 'b f'],
    ['top', 3, 'b f a'],
    ['top', 4, 'b f a d'],
    ['top', 9, 'b f a d e'],
    ['bottom', 1, 'e'],
    ['bottom', 2, 'e a'],
    ['bottom', 5, 'e a d f b'],
    ['bottom', 6, 'e a d f b'],
  ] as const)('%s %i by the mean of the values there are: %s', async (order, count, expected) => {
    const ranked = (await rankGroups(groups, { order, count }, pacer)).map(({ tags }) => tags.name);
    expect(ranked.join(' ')).toBe(expected);
  });

  it('takes as many as asked for of equal ones, and none of nothing', async () => {
    const equal = Array.from({ length: 9 }, (_, i) => ({ tags: { i: `${i}` }, times, values: Float64Array.of(1, 1) }));
    expect((await rankGroups(equal, { order: 'top', count: 2 }, pacer)).map(({ tags }) => tags.i)).toEqual(['0', '1']);
    expect(await rankGroups([], { order: 'top', count: 2 }, pacer)).toEqual([]);
    expect(await rankGroups(groups, undefined, pacer)).toBe(groups);
  });
});
