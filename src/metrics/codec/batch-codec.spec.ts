import fc from 'fast-check';
import { doubleBits } from '../samples/double-bits.js';
import { decodeBatch, encodeBatch } from './batch-codec.js';
import { CorruptColumns } from './byte-reader.js';

const word = fc.integer({ min: 0, max: 0xffffffff });
const row = fc.tuple(
  fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  fc.integer({ min: -(2 ** 50), max: 2 ** 50 }),
  word,
  word,
);

describe('batch codec', () => {
  it.each(['quick', 'small'] as const)('keeps series, times and doubles bit for bit: %s', (encoding) => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 100 }), fc.boolean(), (rows, counted) => {
        const values = new Float64Array(rows.length);
        doubleBits(values).set(rows.flatMap(([, , low, high]) => [low, high]));
        const batch = {
          seriesIds: Int32Array.from(rows, ([id]) => id),
          times: Float64Array.from(rows, ([, time]) => time),
          values,
          counts: counted ? Float64Array.from(rows, (_, i) => i + 1) : undefined,
        };
        const decoded = decodeBatch(encodeBatch(batch, encoding));
        expect(decoded.seriesIds).toEqual(batch.seriesIds);
        expect(Array.from(decoded.times)).toEqual(rows.map(([, time]) => time + 0));
        expect(doubleBits(decoded.values)).toEqual(doubleBits(values));
        expect(decoded.counts).toEqual(batch.counts);
      }),
    );
  });

  it('throws CorruptColumns, and asks for no more memory than there are bytes, whatever it is given', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (bytes, versioned) => {
        const given = versioned ? Uint8Array.of(1, 0, ...bytes) : bytes;
        try {
          expect(decodeBatch(given).seriesIds.length).toBeLessThanOrEqual(given.length);
        } catch (fault) {
          expect(fault).toBeInstanceOf(CorruptColumns);
        }
      }),
      { numRuns: 2000 },
    );
    expect(() => decodeBatch(Uint8Array.of(1, 0, 255, 255, 255, 255, 15))).toThrow(CorruptColumns);
  });
});
