import {
  byteaArray,
  float8Array,
  int4Array,
  nullableFloat8Array,
  textArray,
  timestamptzArray,
} from './binary-arrays.js';

/** Hexadecimal, the header (dimensions, nulls, type, length, first index) apart from the elements. */
function parts(buffer: Buffer): [header: string, elements: string] {
  return [buffer.toString('hex', 0, 20), buffer.toString('hex', 20)];
}
const header = (type: string, count: number, nulls = 0) => `000000010000000${nulls}${type}0000000${count}00000001`;

describe('binary arrays', () => {
  it.each([
    ['int4', int4Array([-1, 258]), header('00000017', 2), '00000004ffffffff0000000400000102'],
    ['float8', float8Array([-0]), header('000002bd', 1), '000000088000000000000000'],
    ['timestamptz', timestamptzArray([946_684_800_001]), header('000004a0', 1), '0000000800000000000003e8'],
    [
      'float8 with nulls',
      nullableFloat8Array([undefined, 1]),
      header('000002bd', 2, 1),
      'ffffffff000000083ff0000000000000',
    ],
    ['text', textArray(['é', '']), header('00000019', 2), '00000002c3a900000000'],
    ['text that cannot be held', textArray(['\0\ud800']), header('00000019', 1), '00000006efbfbdefbfbd'],
    ['bytea', byteaArray([Buffer.of(7), Buffer.of()]), header('00000011', 2), '000000010700000000'],
  ])('%s', (_, buffer, expectedHeader, elements) => {
    expect(parts(buffer)).toEqual([expectedHeader, elements]);
  });
});
