import { parseDuration, writeDuration } from './parse-duration.js';

it.each([
  ['250', 250],
  ['250 ms', 250],
  ['1.5s', 1500],
  ['1,5 s', 1500],
  ['.5 S', 500],
  ['2 min', 120_000],
  ['100us', 0.1],
  ['', undefined],
  ['fast', undefined],
  ['-5', undefined],
  ['5 parsecs', undefined],
])('“%s” is %p ms', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

it.each([0, 0.125, 12, 999, 1000, 61_500])('%d ms can be typed again', (milliseconds) => {
  expect(parseDuration(writeDuration(milliseconds))).toBe(milliseconds);
});
