import fc from 'fast-check';
import { decodeSamples } from '../codec/sample-codec.js';
import { groupBySeries } from '../samples/series-runs.js';
import { shardOf } from './block-rows.js';
import { CHUNK_WINDOW_MS, hourOf, MAX_CHUNK_SAMPLES } from './build-chunks.js';
import { SamplePlacer } from './sample-placer.js';

const HOUR = CHUNK_WINDOW_MS;
const ENOUGH = 20;

/** Steps of time, mostly short, from a start on either side of 1970. */
const times = fc
  .tuple(
    fc.integer({ min: -HOUR, max: HOUR }),
    fc.array(fc.oneof({ weight: 9, arbitrary: fc.nat(60_000) }, fc.nat(2 * HOUR)), { minLength: 1, maxLength: 700 }),
  )
  .map(([start, steps]) => {
    let time = start;
    return Float64Array.from(steps, (step) => {
      time += step;
      return time;
    });
  });

describe('SamplePlacer', () => {
  it('places every sample once: many of an hour in chunks, few in the block of their shard and hour', async () => {
    const series = fc.uniqueArray(fc.tuple(fc.nat(3000), times), {
      selector: ([id]) => id,
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(series, async (given) => {
        const sorted = given.toSorted(([a], [b]) => a - b);
        const placer = new SamplePlacer(ENOUGH);
        for (const [id, at] of sorted) placer.add(id, { times: at, values: at.map((time) => time / 8) });
        const { chunks, blocks } = placer.finish();

        const found = new Map<number, number[]>(sorted.map(([id]) => [id, []]));
        for (const { seriesId, sampleCount, startAt, endAt, columns } of chunks) {
          expect(hourOf(startAt)).toBe(hourOf(endAt));
          expect(sampleCount).toBeLessThanOrEqual(MAX_CHUNK_SAMPLES);
          found.get(seriesId)!.push(...decodeSamples(columns).times);
        }
        for (const { shard, hour, batch, seriesIds, summaries } of blocks) {
          const runs = await groupBySeries([batch]);
          expect(Array.from(runs.ids)).toEqual(seriesIds);
          seriesIds.forEach((id, position) => {
            const samples = runs.at(position);
            expect(shardOf(id)).toBe(shard);
            expect(hourOf(samples.times[0]!)).toBe(hour);
            expect(samples.times.length).toBeLessThan(ENOUGH);
            expect(summaries[position]).toMatchObject({
              startAt: samples.times[0],
              endAt: samples.times.at(-1),
              sampleCount: samples.times.length,
            });
            found.get(id)!.push(...samples.times);
          });
        }
        for (const [id, at] of sorted) {
          expect(found.get(id)!.sort((a, b) => a - b)).toEqual(Array.from(at));
        }
      }),
      { numRuns: 50 },
    );
  });
});
