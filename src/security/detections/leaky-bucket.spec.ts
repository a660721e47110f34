import { type BucketShape, LeakyBucket } from './leaky-bucket.js';

const shape: BucketShape = { capacity: 3, leakMs: 1000, blackholeMs: 10_000 };

/** Pours at these times, emptying it when it overflows. @returns the times of overflows */
function pourAll(
  drops: readonly (readonly [at: number, count?: number])[],
  changed: Partial<BucketShape> = {},
): number[] {
  const bucket = new LeakyBucket();
  const made = { ...shape, ...changed };
  return drops.flatMap(([at, count = 1]) => {
    if (!bucket.pour(made, at, count)) return [];
    bucket.empty(made);
    return [at];
  });
}

const each = (...times: number[]) => times.map((at) => [at] as const);

describe('LeakyBucket', () => {
  it.each<[string, readonly (readonly [number, number?])[], Partial<BucketShape>, number[]]>([
    ['as many as its capacity', each(0, 0, 0), {}, []],
    ['one more', each(0, 0, 0, 1), {}, [1]],
    ['one more when one has leaked', each(0, 0, 0, 1000), {}, []],
    ['one more a little before', each(0, 0, 0, 999), {}, [999]],
    ['at the speed of the leak, for ever', each(...Array.from({ length: 1000 }, (_, i) => i * 1000)), {}, []],
    ['a little faster', each(...Array.from({ length: 40 }, (_, i) => i * 900)), { blackholeMs: 1e9 }, [18_900]],
    ['one that stands for many', [[0, 4]], {}, [0]],
    ['quiet after an overflow', each(0, 0, 0, 0, 9999, 9999, 9999, 9999), {}, [0]],
    ['and again when that is over', each(0, 0, 0, 0, 9999, 10_000, 10_000, 10_000, 10_000), {}, [0, 10_000]],
    ['without quiet', each(0, 0, 0, 0, 1, 1, 1, 1), { blackholeMs: 0 }, [0, 1]],
    ['capacity 0', each(5), { capacity: 0 }, [5]],
    ['what is late does not go back in time', each(5000, 5000, 100, 200), {}, [200]],
    ['nor does it make what follows leak more', each(5000, 5000, 0, 5001), {}, [5001]],
    ['dry long ago', each(0, 0, 0, 1e9, 1e9, 1e9), {}, []],
  ])('%s', (_, drops, changed, expected) => {
    expect(pourAll(drops, changed)).toEqual(expected);
  });

  it('counts distinct values that are in it, and forgets each when it leaks', () => {
    const bucket = new LeakyBucket();
    const pour = (at: number, value: string) => bucket.pour(shape, at, 100, value);
    for (let i = 0; i < 100; i++) expect(pour(0, 'a')).toBe(false);
    expect([pour(0, 'b'), pour(0, 'c'), bucket.sample(2)]).toEqual([false, false, ['a', 'b']]);
    // 'a' has leaked: it is new again, and there is room for it.
    expect([pour(1000, 'a'), bucket.sample(9)]).toEqual([false, ['b', 'c', 'a']]);
    expect([pour(1500, 'b'), pour(1500, 'd'), bucket.sample(9), bucket.count]).toEqual([
      false,
      true,
      ['b', 'c', 'a', 'd'],
      5,
    ]);
  });

  it('never holds more values than its capacity and one', () => {
    const bucket = new LeakyBucket();
    for (let i = 0; i < 10_000; i++) {
      if (bucket.pour(shape, i * 7, 1, `value ${i}`)) bucket.empty({ ...shape, blackholeMs: 0 });
      expect(bucket.weight).toBeLessThanOrEqual(1 + shape.capacity + 1);
    }
  });

  describe('takes drops of an origin back', () => {
    const home = (at: number) => ({ origin: 'home', at });

    it('as far as they have not leaked, and leaves those of others', () => {
      const bucket = new LeakyBucket();
      bucket.pour(shape, 0, 2, undefined, 'home');
      bucket.pour(shape, 0, 1, undefined, 'other');
      bucket.takeBack(shape, home(1500));
      expect(bucket.count).toBe(2);
      // One that is there still, and three more: none overflow, the fourth does.
      expect([1500, 1500, 1500].map((at) => bucket.pour(shape, at, 1))).toEqual([false, false, true]);
    });

    it('but none that fell in after that, and none twice', () => {
      const bucket = new LeakyBucket();
      bucket.pour(shape, 0, 1, undefined, 'home');
      bucket.pour(shape, 100, 2, undefined, 'home');
      bucket.takeBack(shape, home(50));
      bucket.takeBack(shape, home(50));
      expect([bucket.count, bucket.pour(shape, 100, 2)]).toEqual([2, true]);
    });

    it('with their values', () => {
      const bucket = new LeakyBucket();
      for (const [value, origin] of [
        ['a', 'home'],
        ['b', 'other'],
        ['c', 'other'],
      ] as const)
        bucket.pour(shape, 0, 1, value, origin);
      bucket.takeBack(shape, home(0));
      expect([bucket.sample(9), bucket.pour(shape, 0, 1, 'd'), bucket.pour(shape, 0, 1, 'e')]).toEqual([
        ['b', 'c'],
        false,
        true,
      ]);
    });

    it('whatever else happens, a bucket never holds more than without', () => {
      const bucket = new LeakyBucket();
      for (let i = 0; i < 1000; i++) {
        if (bucket.pour(shape, i * 300, 1 + (i % 2), undefined, `origin ${i % 5}`)) bucket.empty(shape);
        if (i % 3 === 0) bucket.takeBack(shape, { origin: `origin ${i % 4}`, at: i * 300 });
        expect(bucket.weight).toBeLessThanOrEqual(1 + shape.capacity + 1);
        expect(bucket.count).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it('tells since when it has not been dry, and how much fell in', () => {
    const bucket = new LeakyBucket();
    bucket.pour(shape, 100, 2);
    bucket.pour(shape, 1500, 1);
    expect([bucket.firstAt, bucket.count]).toEqual([100, 3]);
    bucket.pour(shape, 60_000, 1);
    expect([bucket.firstAt, bucket.count]).toEqual([60_000, 1]);
  });
});
