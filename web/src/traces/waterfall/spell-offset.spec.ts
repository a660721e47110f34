import { spellOffset } from './spell-offset.js';

it.each([
  [0, 200, '0'],
  [200, 200, '200 ms'],
  [1200, 200, '1.2 s'],
  [3000, 1000, '3 s'],
  [1201.5, 0.5, '1.2015 s'],
  [0.2, 0.1, '0.2 ms'],
  [0.02, 0.01, '20 µs'],
  [12.04, 0.02, '12.04 ms'],
])('%d ms at steps of %d ms is %s', (offset, step, text) => {
  expect(spellOffset(offset, step).replaceAll('\u00a0', ' ')).toBe(text);
});
