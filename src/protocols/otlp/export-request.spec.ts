import { oneLine } from './export-request.js';

describe('oneLine', () => {
  it.each([
    ['GET /basket', 'GET /basket'],
    ['a\r\n\0b', 'a b'],
    ['x'.repeat(20), 'x'.repeat(20)],
    ['x'.repeat(21), `${'x'.repeat(19)}…`],
    [`${'x'.repeat(10)}\n${'y'.repeat(1_000_000)}`, `${'x'.repeat(10)} ${'y'.repeat(8)}…`],
    ['', ''],
  ])('of %j is %j', (text, line) => {
    expect(oneLine(text, 20)).toBe(line);
  });
});
