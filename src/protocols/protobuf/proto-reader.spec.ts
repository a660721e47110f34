import { ProtoWriter } from '@oneclass/monitoring-client';
import fc from 'fast-check';
import { fixed64Tag, lengthTag, ProtobufFault, ProtoReader, varintTag } from './proto-reader.js';

const reader = (...bytes: number[]) => new ProtoReader(Buffer.from(bytes));

/** Reads everything there is, going into whatever looks like a message; the number of fields. */
function readAll(from: ProtoReader): number {
  let fields = 0;
  while (from.next()) {
    fields++;
    if ((from.tag & 7) === 2 && from.tag >>> 3 < 8) {
      const outer = from.enter();
      fields += readAll(from);
      from.leave(outer);
    } else {
      from.skip();
    }
  }
  return fields;
}

describe('ProtoReader', () => {
  it('reads what was written, bit for bit', () => {
    const int = fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
    const sint32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(
        int,
        sint32,
        fc.double(),
        fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
        fc.string(),
        (i, s, d, b, t) => {
          const writer = new ProtoWriter();
          const outer = writer.open(7);
          writer.varint(1, i);
          writer.sint32(2, s);
          writer.double(3, d);
          writer.fixed64(4, b);
          writer.text(5, t);
          writer.close(outer);
          writer.varint(1000, Math.abs(i));
          const read = new ProtoReader(writer.finish());
          expect([read.next(), read.tag]).toEqual([true, lengthTag(7)]);
          const end = read.enter();
          expect([read.next(), read.tag, read.int64()]).toEqual([true, varintTag(1), i]);
          expect([read.next(), read.tag, read.sint32()]).toEqual([true, varintTag(2), s]);
          expect([read.next(), read.tag, read.double()]).toEqual([true, fixed64Tag(3), d]);
          expect([read.next(), read.view.getBigUint64(read.fixed64(), true)]).toEqual([true, b]);
          expect([read.next(), read.text()]).toEqual([true, Buffer.from(t).toString()]);
          expect(read.next()).toBe(false);
          read.leave(end);
          expect([read.next(), read.tag, read.varint(), read.next()]).toEqual([
            true,
            varintTag(1000),
            Math.abs(i),
            false,
          ]);
        },
      ),
    );
  });

  it.each<[string, number[], RegExp]>([
    ['a tag that is cut off', [0x80], /^at byte 1: a number is cut off$/],
    ['the field 0', [0x00], /^at byte 1: no field has the tag 0$/],
    ['a tag of more than 32 bits', [0x88, 0x80, 0x80, 0x80, 0x80, 0x01], /no field has the tag/],
    ['a number without end', [0x08, ...Array<number>(11).fill(0xff)], /a number has more than 10 bytes/],
    ['a number that is cut off', [0x08, 0xff], /^at byte 2: a number is cut off$/],
    ['a double that is cut off', [0x09, 1, 2, 3], /^at byte 1: a number is cut off$/],
    ['a text that is cut off', [0x0a, 5, 0x61], /^at byte 2: a field of 5 bytes is longer than the 1 that are left$/],
    ['a length beyond all memory', [0x0a, ...Array<number>(9).fill(0xff), 1], /a field of 1844\d+ bytes is longer/],
    ['a group', [0x0b, 0x0c], /wire type 3 is not in use/],
  ])('names the fault of %s', (_, bytes, message) => {
    const read = reader(...bytes);
    expect(() => {
      while (read.next()) read.skip();
    }).toThrow(message);
  });

  it('leaves a message that was not read to its end, and does not read over its end', () => {
    const read = reader(0x0a, 3, 0x08, 1, 0x08, 0x10, 7);
    read.next();
    const outer = read.enter();
    expect([read.next(), read.varint(), read.next()]).toEqual([true, 1, true]);
    expect(() => read.varint()).toThrow(ProtobufFault);
    read.leave(outer);
    expect([read.next(), read.tag, read.varint()]).toEqual([true, varintTag(2), 7]);
  });

  it('refuses messages that are nested without end', () => {
    const writer = new ProtoWriter();
    const starts = Array.from({ length: 100 }, () => writer.open(1));
    for (const start of starts.reverse()) writer.close(start);
    expect(() => readAll(new ProtoReader(writer.finish()))).toThrow('messages are nested more than 64 deep');
  });

  it('reads any bytes to their end or names a fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const read = new ProtoReader(Buffer.from(bytes));
        try {
          expect(readAll(read)).toBeLessThanOrEqual(bytes.length);
          expect(read.position).toBe(bytes.length);
        } catch (fault) {
          expect(fault).toBeInstanceOf(ProtobufFault);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
