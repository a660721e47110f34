import type { AlertRule } from '../rules/alert-rule.entity.js';
import { RULE_DEFAULTS } from '../rules/rule-changes.js';
import { Backtest } from './backtest.js';

const MINUTE = 60_000;
const rule = (changes: Partial<AlertRule>): AlertRule => ({
  ...RULE_DEFAULTS,
  ruleId: 'r',
  name: 'r',
  metricName: 'm',
  condition: 'gt',
  threshold: 5,
  severity: 'error',
  cooldownSeconds: 0,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  lastEvaluatedAt: null,
  lastError: null,
  ...changes,
});

/** One letter a minute: a digit is a value, a dot no value of the group, a dash no group at all. */
function walk(changes: Partial<AlertRule>, minutes: string): Backtest {
  const backtest = new Backtest(rule(changes), MINUTE);
  for (const [index, letter] of [...minutes].entries()) {
    const value = letter === '.' ? undefined : Number(letter);
    backtest.take(letter === '-' ? [] : [{ tags: { host: 'a' }, value }], index * MINUTE);
  }
  backtest.end();
  return backtest;
}
/** `started-fired-resolved`, in minutes. */
const spans = ({ episodes }: Backtest) =>
  episodes.map(({ startedAt, firedAt, resolvedAt }) =>
    [startedAt, firedAt, resolvedAt].map((at) => (at === null ? 'open' : at / MINUTE)).join('-'),
  );

describe('a rule on the past', () => {
  it.each<[string, Partial<AlertRule>, string, string[], number]>([
    ['nothing', {}, '1234', [], 0],
    ['fires at once and is over', {}, '199911', ['1-1-4'], 2],
    ['fires after its duration', { duration: 120 }, '1999991', ['1-3-6'], 2],
    ['stays pending', { duration: 120 }, '191991', [], 0],
    ['still fires at the end', {}, '1199', ['2-2-open'], 1],
    ['waits for a calm', { keepFiringFor: 120 }, '9191119', ['0-0-5', '6-6-open'], 3],
    ['ends at a threshold of its own', { resolveThreshold: 2 }, '94431', ['0-0-4'], 2],
    ['is told once within its cooldown', { cooldownSeconds: 600 }, '919191', ['0-0-1', '2-2-3', '4-4-5'], 2],
    ['is held when it flaps', {}, '9191919111', ['0-0-1', '2-2-3', '4-4-5', '6-6-open'], 7],
    ['waits without data', {}, '9..1', ['0-0-3'], 2],
    ['takes no data for the end', { missingData: 'resolve' }, '9.9', ['0-0-1', '2-2-open'], 3],
    ['takes silence for a fault, but not of what never was', { missingData: 'fire' }, '--1--1', ['3-3-5'], 2],
    ['takes silence for zero', { missingData: 'zero', condition: 'lt', threshold: 1 }, '-1--1', ['2-2-4'], 2],
    [
      'counts no events as none',
      { method: { type: 'error_groups', events: ['new'] }, threshold: 0 },
      '1-',
      ['0-0-1'],
      2,
    ],
  ])('%s', (_, changes, minutes, expected, notifications) => {
    const backtest = walk(changes, minutes);
    expect(spans(backtest)).toEqual(expected);
    expect(backtest.totals.notifications).toBe(notifications);
  });

  it('tells the worst value and counts', () => {
    const backtest = walk({ duration: 60 }, '1-96817');
    expect(backtest.episodes).toMatchObject([{ worstValue: 9, notified: true }]);
    expect(backtest.totals).toEqual({ evaluations: 7, withoutData: 1, groups: 1, pendingOnly: 0, notifications: 2 });
  });
});
