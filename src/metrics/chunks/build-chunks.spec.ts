import { decodeSamples } from '../codec/sample-codec.js';
import { buildChunks, MAX_CHUNK_SAMPLES } from './build-chunks.js';

describe('buildChunks', () => {
  it('cuts into even pieces that are not too long', () => {
    const times = Float64Array.from({ length: 2 * MAX_CHUNK_SAMPLES + 1 }, (_, i) => i);
    const chunks = buildChunks(7, { times, values: times });
    expect(chunks.map(({ sampleCount }) => sampleCount)).toEqual([341, 342, 342]);
    expect(chunks.flatMap(({ columns }) => Array.from(decodeSamples(columns).times))).toEqual(Array.from(times));
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
