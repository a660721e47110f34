import { evaluateRule, type OpenState, type Reading, type RuleTerms } from './evaluate-rule.js';
import { explainVerdict } from './explain-verdict.js';

const MINUTE = 60_000;
const terms: RuleTerms = {
  condition: 'gt',
  threshold: 80,
  resolveThreshold: 60,
  durationMs: 5 * MINUTE,
  keepFiringMs: 10 * MINUTE,
  cooldownMs: 30 * MINUTE,
  missingData: 'keep',
  longestStepMs: 10 * MINUTE,
};
const NOW = 100 * MINUTE;
const open = (changes: Partial<OpenState>): OpenState => ({
  status: 'firing',
  value: 97,
  heldMs: 5 * MINUTE,
  clearMs: null,
  evaluatedAt: NOW - MINUTE,
  missingSince: null,
  isFlapping: false,
  notifiedAt: NOW - 2 * MINUTE,
  ...changes,
});

describe('why a group fires or does not', () => {
  it.each<[string, Reading, OpenState | undefined, Partial<RuleTerms>, number | null]>([
    ['12.5 is not > 80', 12.5, undefined, {}, null],
    ['no data', 'missing', undefined, {}, null],
    ['97 > 80, held for 0 s of 5 min', 97, undefined, {}, null],
    ['97 > 80, held for 2 min of 5 min', 97, open({ status: 'pending', heldMs: MINUTE, notifiedAt: null }), {}, null],
    ['97 > 80', 97, undefined, { durationMs: 0 }, null],
    ['97 > 60, still', 97, open({}), {}, null],
    ['70 > 60, still', 70, open({}), {}, null],
    ['50 is not > 60 for 0 s, fires on until that has lasted 10 min', 50, open({}), {}, null],
    ['50 is not > 60', 50, open({}), { keepFiringMs: 0 }, null],
    [
      '50 is not > 60 for 0 s, fires on until that has lasted 10 min because it is flapping',
      50,
      open({ isFlapping: true }),
      { keepFiringMs: MINUTE },
      null,
    ],
    ['97 > 80; not told for another 20 min: cooldown', 97, undefined, { durationMs: 0 }, NOW - 10 * MINUTE],
    ['no data for 4 min: kept as it was', 'missing', open({ missingSince: NOW - 4 * MINUTE }), {}, null],
    ['no data: over', 'missing', open({}), { missingData: 'resolve' }, null],
    [
      'no data for as long as it would have had to hold: dropped',
      'missing',
      open({ status: 'pending', missingSince: NOW - 6 * MINUTE }),
      {},
      null,
    ],
    ['reported before and is silent', 'silent', undefined, { missingData: 'fire', durationMs: 0 }, null],
    ['silent for a day: forgotten', 'gone', open({}), { missingData: 'fire' }, null],
  ])('%s', (words, reading, state, changes, lastNotifiedAt) => {
    const judged = {
      terms: { ...terms, ...changes },
      open: state,
      reading,
      past: { lastNotifiedAt, firings: 0 },
      now: NOW,
    };
    expect(explainVerdict(evaluateRule(judged.terms, state, reading, NOW, judged.past), judged)).toBe(words);
  });
});
