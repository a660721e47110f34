import { BinaryRows } from './binary-rows.js';

/** What PostgreSQL sends for `select 7, 2^40::bigint, -0.5, '2000-01-01 00:00:01+00', '\x0102'`. */
const SIGNATURE = '5047434f50590aff0d0a00' + '00000000' + '00000000';
const ROW =
  '0005' +
  '0000000400000007' +
  '000000080000010000000000' +
  '00000008bfe0000000000000' +
  '0000000800000000000f4240' +
  '000000020102';
const END = 'ffff';

describe('BinaryRows', () => {
  it('reads columns in their order, row after row', () => {
    const rows = new BinaryRows(Buffer.from(SIGNATURE + ROW + ROW + END, 'hex'));
    for (let row = 0; row < 2; row++) {
      expect(rows.next()).toBe(true);
      expect(rows.int4()).toBe(7);
      expect(rows.int8()).toBe(2 ** 40);
      expect(rows.float8()).toBe(-0.5);
      expect(rows.timestamptz()).toBe(Date.UTC(2000, 0, 1, 0, 0, 1));
      expect(rows.bytea()).toEqual(Buffer.of(1, 2));
    }
    expect(rows.next()).toBe(false);
  });

  it('reads no rows', () => {
    expect(new BinaryRows(Buffer.from(SIGNATURE + END, 'hex')).next()).toBe(false);
  });
});
