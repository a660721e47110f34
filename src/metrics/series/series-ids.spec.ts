import { SeriesHash } from './series-hash.js';
import { SeriesIds } from './series-ids.js';

const HOUR_MS = 3_600_000;

function keyOf(i: number): { low: number; high: number } {
  const hash = new SeriesHash();
  hash.begin(0);
  hash.number(i);
  return { low: hash.low, high: hash.high };
}

describe('SeriesIds', () => {
  it('finds every one of many ids by its key, and no other', () => {
    const ids = new SeriesIds();
    for (let i = 1; i <= 50_000; i++) ids.set(keyOf(i), i, 0);
    for (let i = 1; i <= 50_000; i++) if (ids.get(keyOf(i), 1) !== i) throw new Error(`${i} has another's id`);
    for (let i = 1; i <= 1000; i++) expect(ids.get(keyOf(-i), 1)).toBe(0);
  });

  it('takes the later of two ids for a key', () => {
    const ids = new SeriesIds();
    ids.set(keyOf(1), 5, 0);
    ids.set(keyOf(1), 6, 0);
    expect(ids.get(keyOf(1), 0)).toBe(6);
  });

  it('knows an id for at most an hour, and forgets a few at a time', () => {
    const ids = new SeriesIds();
    const start = 1_000_000 * HOUR_MS + 1;
    for (let i = 1; i <= 6400; i++) ids.set(keyOf(i), i, start);
    const known = (now: number) => Array.from({ length: 6400 }, (_, i) => ids.get(keyOf(i + 1), now)).filter(Boolean);
    const half = known(start + HOUR_MS / 2).length;
    expect(half).toBeGreaterThan(2800);
    expect(half).toBeLessThan(3600);
    expect(known(start + HOUR_MS)).toEqual([]);
  });

  it('stays bounded', () => {
    const ids = new SeriesIds(6400);
    for (let i = 1; i <= 20_000; i++) ids.set(keyOf(i), i, 0);
    const found = Array.from({ length: 20_000 }, (_, i) => ids.get(keyOf(i + 1), 0)).filter((id) => id !== 0);
    expect(found.length).toBeGreaterThan(1600);
    expect(found.length).toBeLessThanOrEqual(6400);
  });
});
