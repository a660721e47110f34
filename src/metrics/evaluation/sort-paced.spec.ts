import fc from 'fast-check';
import { Pacer } from '../../jobs/pacer.js';
import { sortPaced } from './sort-paced.js';

describe('sortPaced', () => {
  it.each([0, 1, 1999, 2000, 2001, 9000])('sorts %i items, those of equal keys in the order they had', async (size) => {
    const keys = fc.sample(fc.string({ maxLength: 2 }), { numRuns: size, seed: 7 });
    const items = keys.map((key, place) => ({ key, place }));
    const sorted = await sortPaced(items, ({ key }) => key, new Pacer());
    expect(sorted).toEqual(items.toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)) || a.place - b.place));
  });
});
