import { evaluateRule, type OpenState } from './evaluate-rule.js';
import { type Case, firing, MINUTE, NOW, pending, terms, verdictOf } from './evaluation-case.js';

const cases: Case[] = [
  // Nothing open.
  { name: 'stays inactive below the threshold', reading: 80, expected: { status: 'inactive', notify: null } },
  { name: 'stays inactive when never seen', expected: { status: 'inactive' } },
  { name: 'starts pending above the threshold', reading: 81, expected: { status: 'pending', heldMs: 0, notify: null } },
  {
    name: 'fires at once without a duration',
    terms: { durationMs: 0 },
    reading: 81,
    expected: { status: 'firing', notify: 'firing' },
  },
  // Pending.
  {
    name: 'counts the time held',
    open: pending,
    reading: 81,
    expected: { status: 'pending', heldMs: 2 * MINUTE + 15_000 },
  },
  {
    name: 'fires exactly when the duration is full',
    open: { ...pending, heldMs: 5 * MINUTE - 15_000 },
    reading: 81,
    expected: { status: 'firing', heldMs: 5 * MINUTE, notify: 'firing' },
  },
  {
    name: 'does not fire a millisecond early',
    open: { ...pending, heldMs: 5 * MINUTE - 15_001 },
    reading: 81,
    expected: { status: 'pending' },
  },
  {
    name: 'is dropped when the value is normal again',
    open: pending,
    reading: 20,
    expected: { status: 'inactive', notify: null },
  },
  {
    name: 'does not count the time nobody looked',
    open: { ...pending, evaluatedAt: NOW - 60 * MINUTE },
    reading: 81,
    expected: { status: 'pending', heldMs: 2.5 * MINUTE },
  },
  {
    name: 'does not count backwards when the clock is set back',
    open: { ...pending, evaluatedAt: NOW + MINUTE },
    reading: 81,
    expected: { status: 'pending', heldMs: 2 * MINUTE },
  },
  {
    name: 'waits for a series that falls silent, without counting',
    open: pending,
    expected: { status: 'pending', heldMs: 2 * MINUTE, missingSince: NOW },
  },
  {
    name: 'goes on counting when the series returns',
    open: { ...pending, missingSince: NOW - MINUTE },
    reading: 81,
    expected: { status: 'pending', heldMs: 2 * MINUTE + 15_000, missingSince: null },
  },
  {
    name: 'is dropped when silent for the whole duration',
    open: { ...pending, missingSince: NOW - 5 * MINUTE },
    expected: { status: 'inactive', notify: null },
  },
  {
    name: 'is dropped at once where silence is the end',
    terms: { missingData: 'resolve' },
    open: pending,
    expected: { status: 'inactive' },
  },
  // Firing.
  {
    name: 'tells once',
    open: firing,
    reading: 99,
    lastNotifiedAt: NOW - MINUTE,
    expected: { status: 'firing', notify: null },
  },
  {
    name: 'tells once even after the cooldown',
    open: { ...firing, notifiedAt: NOW - 60 * MINUTE },
    reading: 99,
    lastNotifiedAt: NOW - 60 * MINUTE,
    expected: { status: 'firing', notify: null },
  },
  {
    name: 'resolves and tells',
    open: firing,
    reading: 80,
    expected: { status: 'resolved', notify: 'resolved', reason: 'recovered' },
  },
  {
    name: 'resolves in silence when nobody was told',
    open: { ...firing, notifiedAt: null },
    reading: 10,
    expected: { status: 'resolved', notify: null, reason: 'recovered' },
  },
  {
    name: 'keeps firing when the series falls silent',
    open: firing,
    expected: { status: 'firing', notify: null, missingSince: NOW },
  },
  {
    name: 'remembers since when the series is silent',
    open: { ...firing, missingSince: NOW - MINUTE },
    expected: { status: 'firing', missingSince: NOW - MINUTE },
  },
  {
    name: 'forgets the silence when the series returns',
    open: { ...firing, missingSince: NOW - MINUTE },
    reading: 99,
    expected: { status: 'firing', missingSince: null },
  },
  {
    name: 'resolves for want of data where silence is the end',
    terms: { missingData: 'resolve' },
    open: firing,
    expected: { status: 'resolved', notify: 'resolved', reason: 'no_data' },
  },
  // Cooldown.
  {
    name: 'fires without telling inside the cooldown',
    open: { ...pending, heldMs: 5 * MINUTE },
    reading: 99,
    lastNotifiedAt: NOW - 10 * MINUTE + 1,
    expected: { status: 'firing', notify: null },
  },
  {
    name: 'tells at the end of the cooldown if it still fires',
    open: { ...firing, notifiedAt: null },
    reading: 99,
    lastNotifiedAt: NOW - 10 * MINUTE,
    expected: { status: 'firing', notify: 'firing' },
  },
  {
    name: 'tells at the end of the cooldown even when the series is silent',
    open: { ...firing, notifiedAt: null },
    lastNotifiedAt: NOW - 10 * MINUTE,
    expected: { status: 'firing', notify: 'firing', missingSince: NOW },
  },
];

describe('evaluateRule', () => {
  it.each(cases)('$name', (each) => {
    expect(verdictOf(each)).toMatchObject(each.expected);
  });

  it('fires once and resolves once through a whole outage', () => {
    const told: string[] = [];
    let open: OpenState | undefined;
    for (let step = 0; step < 60; step++) {
      const now = NOW + step * 15_000;
      const verdict = evaluateRule(terms, open, step >= 4 && step < 40 ? 95 : 20, now, {
        lastNotifiedAt: null,
        firings: 0,
      });
      if (verdict.notify) told.push(`${step} ${verdict.notify}`);
      open =
        verdict.status === 'pending' || verdict.status === 'firing'
          ? {
              ...pending,
              ...verdict,
              status: verdict.status,
              evaluatedAt: now,
              notifiedAt: verdict.notify === 'firing' ? now : (open?.notifiedAt ?? null),
            }
          : undefined;
    }
    expect(told).toEqual(['24 firing', '40 resolved']);
  });
});
