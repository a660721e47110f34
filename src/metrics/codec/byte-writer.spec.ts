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

  it('is what is read as a column of steps, small ones and large ones', () => {
    const step = fc.oneof(fc.integer({ min: -70, max: 70 }), fc.integer({ min: -9000, max: 9000 }), signed);
    const walk = fc.tuple(signed, fc.array(step, { maxLength: 300 })).map(([first, steps]) => {
      let place = first;
      return [first, ...steps.map((by) => (place = Math.abs(place + by) < 2 ** 51 ? place + by : by % 2 ** 50))];
    });
    fc.assert(
      fc.property(
        walk.map((integers) => integers.map((integer) => (integer % 2 ** 51) + 0)),
        (integers) => {
          const writer = new ByteWriter();
          writer.signedSteps(Float64Array.from(integers));
          const reader = new ByteReader(writer.finish());
          const column = new Float64Array(integers.length);
          reader.signedSums(column);
          reader.end();
          expect(Array.from(column)).toEqual(integers);
        },
      ),
    );
  });

  it('ends with a fault when less was written than is read', () => {
    fc.assert(
      fc.property(fc.array(signed, { minLength: 1, maxLength: 50 }), fc.nat(), (integers, cut) => {
        const writer = new ByteWriter();
        for (const integer of integers) writer.signed(integer);
        const bytes = writer.finish();
        const reader = new ByteReader(bytes.subarray(0, cut % bytes.length));
        expect(() => reader.signedSums(new Float64Array(integers.length))).toThrow(CorruptColumns);
      }),
    );
  });
});
