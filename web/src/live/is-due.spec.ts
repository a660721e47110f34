import { type AskedAnswer, isDue } from './is-due.js';

const NOW = Date.parse('2026-11-28T09:00:00Z');
const PAST = { from: NOW - 7_200_000, to: NOW - 3_600_000 };

/** An answer of so many seconds ago. */
function answer(seconds: number, changes: Partial<AskedAnswer> = {}): AskedAnswer {
  return { askedAt: NOW - seconds * 1000, changedAt: 0, tookMs: 20, range: undefined, everyMs: 1000, ...changes };
}

describe('an answer', () => {
  it.each([
    ['that has changed', answer(2, { changedAt: NOW }), true, true],
    ['that has changed, sooner than it may', answer(2, { changedAt: NOW, everyMs: 5000 }), true, false],
    ['that has not changed', answer(59), true, false],
    ['that has not changed for a minute', answer(60), true, true],
    ['of whose changes nobody tells', answer(10), false, true],
    ['of the last hour, whatever changed', answer(5, { range: { last: '1h' } }), true, true],
    [
      'of the last week, sooner than a week moves on',
      answer(59, { range: { last: '7d' }, changedAt: NOW }),
      true,
      false,
    ],
    ['of a span that is over', answer(600, { range: PAST }), true, false],
    ['of a span that is over, with late data', answer(60, { range: PAST, changedAt: NOW }), true, true],
    ['that took long', answer(19, { range: { last: '1h' }, tookMs: 5000 }), true, false],
    ['that took long, after four times as long', answer(20, { range: { last: '1h' }, tookMs: 5000 }), true, true],
  ])('%s', (_, asked, isLive, isAskedAgain) => {
    expect(isDue(asked, isLive, NOW)).toBe(isAskedAgain);
  });
});
