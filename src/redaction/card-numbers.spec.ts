import { redactCards } from './card-numbers.js';

const HIDDEN = '[redacted:card_number]';

describe('redactCards', () => {
  it.each([
    ['4111111111111111', HIDDEN],
    ['paid with 4111 1111 1111 1111.', `paid with ${HIDDEN}.`],
    ['4111-1111-1111-1111', HIDDEN],
    ['card=5500005555555559,', `card=${HIDDEN},`],
    ['"3782 822463 10005"', `"${HIDDEN}"`],
    ['4222222222222', HIDDEN],
    ['6304000000000000', HIDDEN],
    ['4111 1111 1111 1111 12/26', `${HIDDEN} 12/26`],
    ['room 7 4111 1111 1111 1111', `room 7 ${HIDDEN}`],
    ['4111111111111111 5500005555555559', `${HIDDEN} ${HIDDEN}`],
    ['4111111111111111, 4012888888881881', `${HIDDEN}, ${HIDDEN}`],
  ])('%s becomes %s', (text, expected) => {
    expect(redactCards(text)).toBe(expected);
  });

  it.each([
    ['a wrong check digit', '4111111111111112'],
    ['too few digits', '411111111111'],
    ['too many digits', '41111111111111111111111'],
    ['milliseconds since 1970', '1764103380004 1764103380012'],
    ['nanoseconds since 1970', '1764103380000000009'],
    ['a time', '2026-11-23 10:00:00'],
    ['part of an identifier', 'a4111111111111111 4111111111111111b 4111111111111111_1'],
    ['a decimal number', '0.4111111111111111 4111111111111111.5'],
    ['two separators', '4111  1111  1111  1111'],
  ])('leaves %s', (_, text) => {
    expect(redactCards(text)).toBe(text);
  });

  it('takes a text of digits in its stride', () => {
    const startedAt = performance.now();
    for (const text of ['4'.repeat(100_000), '4 '.repeat(50_000), '4-4'.repeat(30_000), `${'4 '.repeat(50_000)}x`])
      redactCards(text);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
