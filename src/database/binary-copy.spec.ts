import { BinaryCopy } from './binary-copy.js';
import { BinaryRows } from './binary-rows.js';

const HEADER = '5047434f50590aff0d0a00' + '00000000' + '00000000';
const NULL = 'ffffffff';
const END = 'ffff';

describe('BinaryCopy', () => {
  it.each<[name: string, write: (copy: BinaryCopy) => void, field: string]>([
    ['text', (copy) => copy.text('é'), '00000002c3a9'],
    ['an empty text', (copy) => copy.text(''), '00000000'],
    ['text that cannot be held', (copy) => copy.text('\0\ud800'), '00000006efbfbdefbfbd'],
    ['no text', (copy) => copy.text(undefined), NULL],
    ['jsonb', (copy) => copy.jsonb({ a: 1 }), '00000008017b2261223a317d'],
    ['no jsonb', (copy) => copy.jsonb(undefined), NULL],
    ['int2', (copy) => copy.int2(-2), '00000002fffe'],
    ['int8', (copy) => copy.int8('-9223372036854775808'), '000000088000000000000000'],
    ['no int8', (copy) => copy.int8(undefined), NULL],
    ['float8', (copy) => copy.float8(-0), '000000088000000000000000'],
    ['no float8', (copy) => copy.float8(undefined), NULL],
    [
      'words',
      (copy) => copy.tsvector(new Set(['b', 'é']), 'a'),
      '0000000f' + '00000002' + '6162000000' + '61c3a9000000',
    ],
    ['a time to the microsecond', (copy) => copy.timestamptz(946_684_800_001.002), '0000000800000000000003ea'],
  ])('writes %s', (_, write, field) => {
    const copy = new BinaryCopy(1);
    copy.row();
    write(copy);
    expect(copy.end().toString('hex')).toBe(`${HEADER}0001${field}${END}`);
  });

  it('takes as many rows as are given', () => {
    const copy = new BinaryCopy(2);
    for (let i = 0; i < 50_000; i++) {
      copy.row();
      copy.float8(i);
      copy.int8(String(i));
    }
    const rows = new BinaryRows(copy.end());
    for (let i = 0; i < 50_000; i++)
      if (!rows.next() || rows.float8() !== i || rows.int8() !== i) throw new Error(`${i}`);
    expect(rows.next()).toBe(false);
  });
});
