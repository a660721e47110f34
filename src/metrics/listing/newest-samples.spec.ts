import fc from 'fast-check';
import { mergeSamples } from '../samples/merge-samples.js';
import { type ListedSample, type ListPlace, NewestSamples } from './newest-samples.js';

interface Series {
  id: number;
}
type Row = readonly [series: number, at: number, value: number];

const rows = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat(12), fc.constantFrom(1, 2, Number.NaN, Infinity)),
  { maxLength: 60 },
);

function page(given: readonly (readonly Row[])[], limit: number, after?: ListPlace) {
  const newest = new NewestSamples<Series>(limit, after);
  for (const id of [2, 1, 3]) {
    for (const portion of given) {
      const own = portion.filter(([series]) => series === id);
      if (own.length === 0) continue;
      const samples = {
        times: Float64Array.from(own, ([, at]) => at),
        values: Float64Array.from(own, ([, , value]) => value),
      };
      newest.add({ id }, mergeSamples([samples], false), 2, 11);
    }
  }
  return newest;
}

const plain = ({ series, at, value }: ListedSample<Series>) => `${at} ${series.id} ${value}`;

describe('NewestSamples', () => {
  it('pages through every sample of the range exactly once, newest first, however samples are portioned', () => {
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 4 }), fc.integer({ min: 1, max: 9 }), (given, limit) => {
        const seen: ListedSample<Series>[] = [];
        let after: ListPlace | undefined;
        for (let turn = 0; turn < 300; turn++) {
          const newest = page(turn % 2 ? given : [given.flat()], limit, after);
          seen.push(...newest.list());
          if (newest.list().length < limit) break;
          after = newest.end();
        }
        const expected = given.flat().filter(([, at]) => at >= 2 && at < 11);
        expect(seen.map(plain).sort()).toEqual(expected.map(([id, at, value]) => `${at} ${id} ${value}`).sort());
        expect(seen.map(({ at }) => at)).toEqual(expected.map(([, at]) => at).sort((a, b) => b - a));
      }),
    );
  });
});
