import fc from 'fast-check';
import { mergeSamples } from './merge-samples.js';
import type { SampleBatch } from './sample-batch.js';
import { groupBySeries } from './series-runs.js';

type Row = readonly [series: number, time: number, value: number, count: number];

function batchOf(rows: readonly Row[], counted: boolean): SampleBatch {
  return {
    seriesIds: Int32Array.from(rows, ([series]) => series),
    times: Float64Array.from(rows, ([, time]) => time),
    values: Float64Array.from(rows, ([, , value]) => value),
    counts: counted ? Float64Array.from(rows, ([, , , count]) => count) : undefined,
  };
}

/** Near each other, and so far apart that they are looked up another way. */
const FAR = 1_000_000_000;
const seriesId = fc.oneof(fc.nat(5), fc.integer({ min: FAR, max: FAR + 1 }));
const rows = fc.array(fc.tuple(seriesId, fc.nat(9), fc.nat(), fc.integer({ min: 1, max: 9 })));

describe('groupBySeries', () => {
  it('keeps every sample once, under its series, in the order of writing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(rows, fc.boolean())), async (batches) => {
        const runs = await groupBySeries(batches.map(([given, counted]) => batchOf(given, counted)));
        const anyCounted = batches.some(([, counted]) => counted);
        const all = batches.flatMap(([given, counted]) =>
          given.map(([s, t, v, c]) => [s, t, v, counted ? c : 1] as const),
        );
        expect(runs.sampleCount).toBe(all.length);
        for (const series of [0, 1, 2, 3, 4, 5, 6, FAR, FAR + 1]) {
          const expected = all.filter(([id]) => id === series);
          const actual = runs.find(series);
          expect(Array.from(actual?.times ?? [])).toEqual(expected.map(([, time]) => time));
          expect(Array.from(actual?.values ?? [])).toEqual(expected.map(([, , value]) => value));
          if (anyCounted) expect(Array.from(actual?.counts ?? [])).toEqual(expected.map(([, , , count]) => count));
        }
        const regrouped = await groupBySeries([runs.toBatch()]);
        expect(regrouped).toEqual(runs);
      }),
    );
  });
});

describe('mergeSamples', () => {
  const part = fc.array(fc.tuple(fc.nat(9), fc.nat()), { minLength: 1 });
  it.each([true, false])('sorts by time; of one instant the last written stays: %s', (lastWins) => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), (parts) => {
        const merged = mergeSamples(
          parts.map((p) => ({ times: Float64Array.from(p, ([t]) => t), values: Float64Array.from(p, ([, v]) => v) })),
          lastWins,
        );
        const written = parts.flat();
        const expected = lastWins
          ? [...new Map(written)].sort(([a], [b]) => a - b)
          : written.map((row, i) => [...row, i] as const).sort((a, b) => a[0] - b[0] || a[2] - b[2]);
        expect(Array.from(merged.times, (time, i) => [time, merged.values[i]])).toEqual(
          expected.map(([t, v]) => [t, v]),
        );
      }),
    );
  });
});
