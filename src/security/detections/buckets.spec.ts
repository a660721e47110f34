import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Buckets } from './buckets.js';

const shape = { capacity: 2, leakMs: 1000, blackholeMs: 5000 };

describe('Buckets', () => {
  it('keeps one for each group', () => {
    const buckets = new Buckets(shape, 100);
    for (const group of ['a', 'b', 'a', 'b']) expect(buckets.pour(group, 0, 1)).toBeUndefined();
    expect(buckets.pour('a', 0, 1)?.count).toBe(3);
    expect(buckets.size).toBe(2);
  });

  it('never keeps more than its limit, and drops those poured into longest ago', () => {
    const buckets = new Buckets(shape, 100);
    buckets.pour('used', 0, 2);
    for (let i = 0; i < 10_000; i++) {
      buckets.pour(`group ${i}`, 0, 1);
      // Late: nothing leaks from it.
      if (i % 40 === 0) buckets.pour('used', -1e6, 0);
      expect(buckets.size).toBeLessThanOrEqual(100);
    }
    expect(buckets.pour('group 9999', 0, 2)).toBeDefined();
    expect(buckets.pour('used', 0, 1)).toBeDefined();
    expect(buckets.pour('group 0', 0, 2)).toBeUndefined();
  });

  it('counts distinct values as buckets', () => {
    const buckets = new Buckets({ ...shape, capacity: 9 }, 100);
    for (let i = 0; i < 1000; i++) buckets.pour(`group ${i >> 3}`, 0, 1, `value ${i}`);
    expect(buckets.size).toBeLessThanOrEqual(100 / 9 + 1);
  });

  it('forgets dry buckets, with what comes or when it is told to, and none before', () => {
    const buckets = new Buckets(shape, 1000);
    for (let i = 0; i < 100; i++) buckets.pour(`group ${i}`, 0, 1);
    buckets.pour('last', 4999, 1);
    expect(buckets.size).toBe(101);
    buckets.pour('last', 5000, 1);
    expect(buckets.size).toBe(101);
    buckets.pour('last', 10_000, 1);
    expect(buckets.size).toBe(1);
    buckets.sweep(15_000);
    expect(buckets.size).toBe(1);
    buckets.sweep(20_000);
    expect(buckets.size).toBe(0);
  });

  it('forgets nothing because something comes late', () => {
    const buckets = new Buckets(shape, 4);
    buckets.pour('a', 1e9, 2);
    for (const group of ['b', 'c']) buckets.pour(group, 0, 1);
    expect(buckets.pour('a', 1e9, 1)).toBeDefined();
  });

  it('stays quiet as long as it should, whatever is forgotten', () => {
    const longer = { ...shape, blackholeMs: 20_000 };
    const buckets = new Buckets(longer, 1000);
    buckets.pour('a', 0, 3)!.empty(longer);
    for (let at = 0; at < 20_000; at += 100) buckets.pour('other', at, 0);
    expect(buckets.pour('a', 19_999, 3)).toBeUndefined();
    expect(buckets.pour('a', 20_000, 3)).toBeDefined();
  });

  it('does not keep the text that a group or a value was cut from', () => {
    const buckets = new Buckets({ ...shape, capacity: 1000 }, 10_000);
    const before = usedAfterCollection();
    for (let i = 0; i < 500; i++) {
      const long = `${i}`.padEnd(200_000, 'x');
      buckets.pour(long.slice(0, 100), 0, 1, long.slice(0, 200));
    }
    expect(usedAfterCollection() - before).toBeLessThan(20_000_000);
    expect(buckets.size).toBe(500);
  });
});

/** Bytes in use, once garbage is collected. */
function usedAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
