import fc from 'fast-check';
import { decodeSamples } from '../codec/sample-codec.js';
import { buildChunks, CHUNK_WINDOW_MS, MAX_CHUNK_SAMPLES } from './build-chunks.js';

const HOUR = CHUNK_WINDOW_MS;

describe('buildChunks', () => {
  it('keeps every sample once and in order, each chunk within one hour and one size', () => {
    const steps = fc.array(fc.oneof(fc.nat(5000), fc.constant(0), fc.nat(2 * HOUR)), { minLength: 1, maxLength: 1500 });
    fc.assert(
      fc.property(steps, fc.integer({ min: -HOUR, max: HOUR }), (given, start) => {
        let time = start;
        const times = Float64Array.from(given, (step) => {
          time += step;
          return time;
        });
        const chunks = buildChunks(7, { times, values: times.map((t) => t / 8) });
        const decoded = chunks.map(({ columns }) => decodeSamples(columns));
        expect(decoded.flatMap((samples) => Array.from(samples.times))).toEqual(Array.from(times));
        for (const { startAt, endAt, sampleCount } of chunks) {
          expect(Math.floor(startAt / HOUR)).toBe(Math.floor(endAt / HOUR));
          expect(sampleCount).toBeLessThanOrEqual(MAX_CHUNK_SAMPLES);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('summarizes what can be counted and ignores what is no number', () => {
    const [chunk] = buildChunks(7, {
      times: Float64Array.of(1, 2, 3, 4),
      values: Float64Array.of(Number.NaN, 5, -1, 2),
      counts: Float64Array.of(9, 2, 1, 4),
    });
    expect(chunk).toMatchObject({
      seriesId: 7,
      startAt: 1,
      endAt: 4,
      sampleCount: 4,
      observationCount: 7,
      first: 5,
      last: 2,
      min: -1,
      max: 5,
      sum: 17,
    });
  });

  it('has no least and no greatest value when nothing is a number', () => {
    const [chunk] = buildChunks(7, { times: Float64Array.of(1), values: Float64Array.of(Number.NaN) });
    expect(chunk).toMatchObject({ observationCount: 0, first: Number.NaN, min: Number.NaN, max: Number.NaN, sum: 0 });
  });
});
