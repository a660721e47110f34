import fc from 'fast-check';
import { readNumber } from './json-number.js';

const read = (text: string) => readNumber(Buffer.from(`[${text}]`), 1, 1 + text.length);

describe('readNumber', () => {
  it.each(['0', '-0', '7', '-12.5', '0.1', '0.30000000000001', '123456789012345', '1763900000000'])(
    'reads %s',
    (text) => {
      expect(read(text)).toBe(JSON.parse(text));
    },
  );

  it.each([
    '',
    '-',
    '.',
    '1.',
    '.5',
    '01',
    '-01',
    '00.5',
    '1..2',
    '1.2.3',
    '+1',
    '1e3',
    '--1',
    '1234567890123456',
    'NaN',
    'null',
    '"1"',
  ])('leaves %s to others', (text) => {
    expect(read(text)).toBeNaN();
  });

  it('reads what JSON.parse reads, or leaves it', () => {
    const decimal = fc
      .tuple(fc.maxSafeInteger(), fc.nat(20))
      .map(([n, digits]) => (n / 10 ** digits).toFixed(Math.min(digits, 15)));
    fc.assert(
      fc.property(fc.oneof(fc.double().map(String), fc.maxSafeInteger().map(String), decimal), (text) => {
        const number = read(text);
        if (!Number.isNaN(number)) expect(number).toBe(JSON.parse(text));
      }),
      { numRuns: 5000 },
    );
  });
});
