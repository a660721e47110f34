import fc from 'fast-check';
import { ByteReader, CorruptColumns } from './byte-reader.js';
import { ByteWriter } from './byte-writer.js';

const near = (power: number) => fc.integer({ min: -3, max: 3 }).map((more) => 2 ** power + more);
const unsigned = fc
  .oneof(fc.nat(), fc.maxSafeNat(), fc.integer({ min: 0, max: 53 }).chain(near))
  .map((value) => Math.min(Math.max(value, 0), 2 ** 53));
const signed = fc
  .tuple(unsigned, fc.boolean())
  .map(([value, negative]) => (negative ? -1 : 1) * Math.min(value, 2 ** 52) + 0);

describe('what ByteWriter writes', () => {
  it('is what ByteReader reads: bytes, words and integers of any size', () => {
    const part = fc.tuple(unsigned, signed, fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 300 }), (parts) => {
        const writer = new ByteWriter();
        for (const [natural, integer, word, byte] of parts) {
          writer.unsigned(natural);
          writer.signed(integer);
          writer.word(word);
          writer.byte(byte);
        }
        const reader = new ByteReader(writer.finish());
        const read = parts.map(() => [reader.unsigned(), reader.signed(), reader.word(), reader.byte()]);
        reader.end();
        expect(read).toEqual(parts);
      }),
    );
  });

  it('reads the same as a column', () => {
    fc.assert(
      fc.property(fc.array(signed, { maxLength: 300 }), (integers) => {
        const writer = new ByteWriter();
        for (const integer of integers) writer.signed(integer);
        const reader = new ByteReader(writer.finish());
        const column = new Float64Array(integers.length);
        reader.signedColumn(column, 0);
        reader.end();
        expect(Array.from(column)).toEqual(integers);
      }),
    );
  });

  it('ends with a fault when less was written than is read', () => {
    fc.assert(
      fc.property(fc.array(signed, { minLength: 1, maxLength: 50 }), fc.nat(), (integers, cut) => {
        const writer = new ByteWriter();
        for (const integer of integers) writer.signed(integer);
        const bytes = writer.finish();
        const reader = new ByteReader(bytes.subarray(0, cut % bytes.length));
        expect(() => reader.signedColumn(new Float64Array(integers.length), 0)).toThrow(CorruptColumns);
      }),
    );
  });
});
