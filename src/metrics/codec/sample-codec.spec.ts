import fc from 'fast-check';
import { doubleBits } from '../samples/double-bits.js';
import { CorruptColumns } from './byte-reader.js';
import { decodeSamples, encodeSamples } from './sample-codec.js';

const anyTime = fc.integer({ min: -(2 ** 50), max: 2 ** 50 });
const twoDecimals = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 100);
const special = fc.constantFrom(0, -0, Number.NaN, Infinity, -Infinity, 5e-324, Number.MAX_VALUE, 2 ** 53, 0.1 + 0.2);

function fromBits(words: number[]): Float64Array {
  const result = new Float64Array(words.length >> 1);
  doubleBits(result).set(words.slice(0, result.length * 2));
  return result;
}

function expectSameBits(actual: Float64Array | undefined, expected: Float64Array): void {
  expect(Array.from(doubleBits(actual!))).toEqual(Array.from(doubleBits(expected)));
}

function roundTrip(times: number[], values: Float64Array, counts?: Float64Array): Buffer {
  const bytes = encodeSamples({ times: Float64Array.from(times), values, counts });
  const decoded = decodeSamples(bytes);
  expect(Array.from(decoded.times)).toEqual(times.map((time) => time + 0));
  expectSameBits(decoded.values, values);
  if (counts) expectSameBits(decoded.counts, counts);
  else expect(decoded.counts).toBeUndefined();
  return bytes;
}

describe('sample codec', () => {
  it('keeps any times and any doubles bit for bit', () => {
    const word = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(fc.array(fc.tuple(anyTime, word, word), { minLength: 1, maxLength: 200 }), (rows) => {
        const bits = fromBits(rows.flatMap(([, low, high]) => [low, high]));
        roundTrip(
          rows.map(([time]) => time),
          bits,
        );
      }),
    );
  });

  it('keeps decimals mixed with special values, and counts', () => {
    const row = fc.tuple(anyTime, fc.oneof({ weight: 12, arbitrary: twoDecimals }, special), fc.nat());
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 300 }), (rows) => {
        const values = Float64Array.from(rows.map(([, value]) => value));
        roundTrip(
          rows.map(([time]) => time),
          values,
          Float64Array.from(rows.map(([, , count]) => count)),
        );
      }),
    );
  });

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

  it('only ever throws CorruptColumns on arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (tail) => {
        try {
          decodeSamples(Buffer.concat([Buffer.of(1), tail]));
        } catch (fault) {
          expect(fault).toBeInstanceOf(CorruptColumns);
        }
      }),
    );
  });
});
