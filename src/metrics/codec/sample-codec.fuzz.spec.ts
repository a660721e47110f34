import fc from 'fast-check';
import { doubleBits } from '../samples/double-bits.js';
import type { Samples } from '../samples/samples.js';
import { CorruptColumns } from './byte-reader.js';
import { decodeSamples, encodeSamples } from './sample-codec.js';
import { TIME_LIMIT } from './time-column.js';

const RUNS = { numRuns: 1000 };
/** The most samples a block declares; see docs/storage.md. */
const COUNT_LIMIT = 2 ** 20;

/** A double as its two words, so that nothing on the way can change the payload of a NaN. */
type Words = readonly [low: number, high: number];

const word = fc.integer({ min: 0, max: 0xffffffff });
const sign = fc.constantFrom(0, 0x80000000);
const anyBits = fc.tuple(word, word);
const notANumber = fc
  .tuple(word, sign, fc.integer({ min: 0, max: 0xfffff }))
  .map(([low, negative, high]): Words => [low, (negative | 0x7ff00000 | (low === 0 && high === 0 ? 1 : high)) >>> 0]);
const denormal = fc
  .tuple(word, sign, fc.integer({ min: 0, max: 0xfffff }))
  .map(([low, negative, high]): Words => [low, (negative | high) >>> 0]);
const number = fc
  .oneof(
    fc.constantFrom(
      0,
      -0,
      Infinity,
      -Infinity,
      Number.MAX_VALUE,
      -Number.MAX_VALUE,
      Number.MIN_VALUE,
      2 ** 51,
      2 ** 53,
    ),
    fc.maxSafeInteger(),
    fc.tuple(fc.maxSafeInteger(), fc.integer({ min: -20, max: 20 })).map(([n, exponent]) => n * 10 ** exponent),
    fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 100),
  )
  .map((value): Words => {
    const [low, high] = doubleBits(Float64Array.of(value));
    return [low!, high!];
  });

/** Columns of one class, of any mixture, and with a few strangers among many of one class, as each encoding meets them. */
const anyWords: fc.Arbitrary<Words> = fc.oneof(number, notANumber, denormal, anyBits);
const fewStrangers = fc.oneof({ weight: 15, arbitrary: number }, anyWords);
const runs = fc.tuple(anyWords, fc.integer({ min: 1, max: 40 })).map(([words, length]) => Array(length).fill(words));
const column = (length: number): fc.Arbitrary<Float64Array> =>
  fc
    .oneof(
      fc.array(anyWords, { minLength: length, maxLength: length }),
      fc.array(fewStrangers, { minLength: length, maxLength: length }),
      fc.array(runs, { minLength: length, maxLength: length }).map((all) => all.flat().slice(0, length) as Words[]),
    )
    .map((words) => {
      // A view into larger memory: encoders must not take the whole for the part.
      const column = new Float64Array(length + 2).subarray(1, length + 1);
      doubleBits(column).set(words.flat());
      return column;
    });

const time = fc.oneof(
  fc.integer({ min: -TIME_LIMIT, max: TIME_LIMIT }),
  fc.constantFrom(-TIME_LIMIT, TIME_LIMIT, 0, -1),
  fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }),
);
const times = (length: number): fc.Arbitrary<Float64Array> =>
  fc
    .oneof(
      fc.array(time, { minLength: length, maxLength: length }),
      fc
        .tuple(fc.integer({ min: 0, max: 2 ** 42 }), fc.integer({ min: -100_000, max: 100_000 }))
        .map(([start, step]) => Array.from({ length }, (_, i) => start + i * step)),
    )
    .map((all) => Float64Array.from(all));

const samples: fc.Arbitrary<Samples> = fc
  .integer({ min: 1, max: 120 })
  .chain((length) =>
    fc.record({ times: times(length), values: column(length), counts: fc.option(column(length), { nil: undefined }) }),
  );

const bitsOf = (values: Float64Array | undefined) => values && Array.from(doubleBits(values));

/** What decoding comes to: samples that fit together, or undefined when it was refused as it should be. */
function tryDecode(bytes: Uint8Array): Samples | undefined {
  try {
    const decoded = decodeSamples(bytes);
    const { length } = decoded.times;
    expect([decoded.values.length, decoded.counts?.length ?? length]).toEqual([length, length]);
    return decoded;
  } catch (fault) {
    if (!(fault instanceof CorruptColumns)) throw fault;
    return undefined;
  }
}

describe('sample codec, given anything', () => {
  it('keeps every bit of times, values and counts', () => {
    fc.assert(
      fc.property(samples, (given) => {
        const decoded = decodeSamples(encodeSamples(given));
        expect(Array.from(decoded.times)).toEqual(Array.from(given.times, (at) => at + 0));
        expect(bitsOf(decoded.values)).toEqual(bitsOf(given.values));
        expect(bitsOf(decoded.counts)).toEqual(bitsOf(given.counts));
      }),
      RUNS,
    );
  });

  it('refuses to write what it could not read', () => {
    const of = (length: number, valuesLength = length, countsLength?: number): Samples => ({
      times: new Float64Array(length),
      values: new Float64Array(valuesLength),
      counts: countsLength === undefined ? undefined : new Float64Array(countsLength),
    });
    for (const given of [of(0), of(COUNT_LIMIT + 1), of(2, 1), of(1, 2), of(2, 2, 3)]) {
      expect(() => encodeSamples(given)).toThrow(RangeError);
    }
    expect(decodeSamples(encodeSamples(of(COUNT_LIMIT))).times).toHaveLength(COUNT_LIMIT);
  });

  it('refuses every block that is cut short or goes on', () => {
    fc.assert(
      fc.property(samples, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 9 }), (given, cut, more) => {
        const bytes = encodeSamples(given);
        expect(() => decodeSamples(bytes.subarray(0, cut % bytes.length))).toThrow(CorruptColumns);
        expect(() => decodeSamples(Buffer.concat([bytes, more]))).toThrow(CorruptColumns);
      }),
      RUNS,
    );
  });

  it('either refuses or reads what was changed on the way: flipped bits, lost, repeated and foreign bytes', () => {
    const place = fc.nat({ max: 2000 });
    fc.assert(
      fc.property(
        samples,
        samples,
        fc.array(place, { minLength: 1, maxLength: 4 }),
        place,
        (given, other, flips, cut) => {
          const bytes = encodeSamples(given);
          const flipped = Buffer.from(bytes);
          for (const flip of flips) flipped[(flip >> 3) % bytes.length]! ^= 1 << (flip & 7);
          const at = cut % bytes.length;
          tryDecode(flipped);
          tryDecode(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]));
          tryDecode(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at >> 1)]));
          tryDecode(Buffer.concat([bytes.subarray(0, at), encodeSamples(other).subarray(at >> 1)]));
        },
      ),
      RUNS,
    );
  });

  it('either refuses or reads arbitrary bytes behind an honest beginning', () => {
    const head = fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: 1, max: 127 }), fc.constantFrom(0, 1));
    fc.assert(
      fc.property(head, fc.uint8Array({ maxLength: 400 }), ([flags, count, mode], tail) => {
        tryDecode(Buffer.concat([Buffer.of(1, flags, count, mode), tail]));
        tryDecode(tail);
      }),
      RUNS,
    );
  });

  const varint = (value: number): number[] =>
    value < 128 ? [value] : [(value % 128) | 128, ...varint(Math.floor(value / 128))];
  const FULL = varint(COUNT_LIMIT);
  const REGULAR = [0, 0, 2];
  it.each<[string, number[]]>([
    ['more samples than any block has', [1, 0, ...varint(COUNT_LIMIT + 1), ...REGULAR, 0]],
    ['2^53 samples', [1, 0, ...varint(2 ** 53), ...REGULAR, 0]],
    ['a number of samples that is no number', [1, 0, ...Array(40).fill(255)]],
    ['a million jittered times and none of them', [1, 0, ...FULL, 1, 0, 2]],
    ['a million decimals and none of them', [1, 0, ...FULL, ...REGULAR, 1, 2, 0]],
    ['a million exceptions and none of them', [1, 0, ...FULL, ...REGULAR, 1, 2, ...FULL]],
    ['more exceptions than samples', [1, 0, 1, ...REGULAR, 1, 2, ...varint(2 ** 52)]],
    ['an exception behind the last sample', [1, 0, 1, ...REGULAR, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2]],
    ['an exponent out of range', [1, 0, 1, ...REGULAR, 1, 16, 0, 2]],
    ['a million doubles and none of them', [1, 0, ...FULL, ...REGULAR, 2]],
    ['a double of more than eight bytes', [1, 0, 1, ...REGULAR, 2, 0x18, ...Array(16).fill(1)]],
    ['an encoding of values that is not known', [1, 0, 1, ...REGULAR, 3, ...Array(8).fill(0)]],
    ['an encoding of times that is not known', [1, 0, 1, 2, 0, 2, 0, ...Array(8).fill(0)]],
    ['flags that are not known', [1, 2, 1, ...REGULAR, 0, ...Array(8).fill(0)]],
    ['an integer beyond 2^53', [1, 0, 1, 0, ...Array(7).fill(255), 127, 2, 0, ...Array(8).fill(0)]],
    ['counts that are announced and missing', [1, 1, 1, ...REGULAR, 0, ...Array(8).fill(0)]],
    ['nothing', []],
  ])('refuses %s, at once and without much memory', (_, bytes) => {
    const before = process.memoryUsage().arrayBuffers;
    const startedAt = performance.now();
    expect(() => decodeSamples(Uint8Array.from(bytes))).toThrow(CorruptColumns);
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 2 ** 20);
  });
});
