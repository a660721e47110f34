import { sortRows } from './sort-rows.js';

const rows = [
  { name: 'a10', n: 2 },
  { name: 'a9', n: null },
  { name: 'B', n: 5 },
  { name: 'a1', n: 2 },
];
const names = (sorted: readonly { name: string }[]) => sorted.map(({ name }) => name);

describe('rows', () => {
  it('keep their order until somebody sorts', () => {
    expect(sortRows(rows, undefined, undefined)).toBe(rows);
  });

  it('are sorted by figures, without a figure last in both directions, equal ones as they were', () => {
    expect(names(sortRows(rows, ({ n }) => n, { key: 'n', direction: 'up' }))).toEqual(['a10', 'a1', 'B', 'a9']);
    expect(names(sortRows(rows, ({ n }) => n, { key: 'n', direction: 'down' }))).toEqual(['B', 'a10', 'a1', 'a9']);
  });

  it('are sorted by text as people do: numbers in it by their size', () => {
    expect(names(sortRows(rows, ({ name }) => name, { key: 'name', direction: 'up' }))).toEqual([
      'a1',
      'a9',
      'a10',
      'B',
    ]);
  });
});
