import { doubleBits } from '../samples/double-bits.js';
import { CorruptColumns } from './byte-reader.js';
import { decodeSamples, encodeSamples } from './sample-codec.js';

function expectSameBits(actual: Float64Array | undefined, expected: Float64Array): void {
  expect(Array.from(doubleBits(actual!))).toEqual(Array.from(doubleBits(expected)));
}

function roundTrip(times: number[], values: Float64Array): Buffer {
  const bytes = encodeSamples({ times: Float64Array.from(times), values });
  const decoded = decodeSamples(bytes);
  expect(Array.from(decoded.times)).toEqual(times.map((time) => time + 0));
  expectSameBits(decoded.values, values);
  expect(decoded.counts).toBeUndefined();
  return bytes;
}

describe('sample codec', () => {
  it('keeps the payload of a signalling NaN among decimals', () => {
    const values = Float64Array.from({ length: 40 }, (_, i) => i / 10);
    doubleBits(values).set([2, 0x7ff00000], 34);
    roundTrip(
      Array.from(values, (_, i) => i * 1000),
      values,
    );
  });

  it.each([
    [
      'two-decimal gauge, 10 s with jitter',
      (i: number) => i * 10_000 + ((i * 7919) % 41),
      (i: number) => ((i * 37) % 101) / 100 + 45,
      3.2,
    ],
    ['growing total, even times', (i: number) => i * 15_000, (i: number) => i * 12 + (i % 3), 1.2],
    ['constant, even times', (i: number) => i * 15_000, () => 0.1 + 0.2, 0.1],
    ['arbitrary doubles', (i: number) => i * 15_000, (i: number) => Math.sin(i), 9.2],
  ])('is small for a %s', (_, time, value, limit) => {
    const index = Array.from({ length: 480 }, (_unused, i) => i);
    const bytes = roundTrip(index.map(time), Float64Array.from(index.map(value)));
    expect(bytes.length / index.length).toBeLessThan(limit);
  });

  it('refuses times it cannot hold', () => {
    for (const time of [0.5, Number.NaN, Infinity, 2 ** 51]) {
      expect(() => encodeSamples({ times: Float64Array.of(time), values: Float64Array.of(1) })).toThrow(RangeError);
    }
    roundTrip([1], Float64Array.of(1));
  });

  it('throws, and never hangs or answers, on truncated bytes and foreign versions', () => {
    const values = Float64Array.from({ length: 50 }, (_, i) => (i % 7 === 0 ? Math.sqrt(i) : i / 4));
    const bytes = encodeSamples({ times: Float64Array.from(values, (_, i) => i * i), values });
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeSamples(bytes.subarray(0, length))).toThrow(CorruptColumns);
    }
    expect(() => decodeSamples(Buffer.concat([bytes, Buffer.of(0)]))).toThrow(CorruptColumns);
    expect(() => decodeSamples(Buffer.concat([Buffer.of(9), bytes.subarray(1)]))).toThrow(CorruptColumns);
  });
});
