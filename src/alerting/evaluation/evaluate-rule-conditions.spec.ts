import { FLAPPING_FIRINGS, FLAPPING_HOLD_MS } from './evaluate-rule.js';
import { type Case, firing, MINUTE, NOW, pending, verdictOf } from './evaluation-case.js';

const cases: Case[] = [
  // An end of its own.
  {
    name: 'keeps firing between the resolve threshold and the threshold',
    terms: { resolveThreshold: 70 },
    open: firing,
    reading: 75,
    expected: { status: 'firing', clearMs: null },
  },
  {
    name: 'resolves at the resolve threshold',
    terms: { resolveThreshold: 70 },
    open: firing,
    reading: 70,
    expected: { status: 'resolved', reason: 'recovered' },
  },
  {
    name: 'does not start between the resolve threshold and the threshold',
    terms: { resolveThreshold: 70 },
    open: pending,
    reading: 75,
    expected: { status: 'inactive' },
  },
  {
    name: 'begins to count the calm',
    terms: { keepFiringMs: MINUTE },
    open: firing,
    reading: 20,
    expected: { status: 'firing', clearMs: 0, notify: null },
  },
  {
    name: 'counts the calm, but not the time nobody looked',
    terms: { keepFiringMs: MINUTE },
    open: { ...firing, clearMs: 10_000, evaluatedAt: NOW - 10 * MINUTE },
    reading: 20,
    expected: { status: 'firing', clearMs: 40_000 },
  },
  {
    name: 'resolves when the calm has lasted',
    terms: { keepFiringMs: MINUTE },
    open: { ...firing, clearMs: 45_000 },
    reading: 20,
    expected: { status: 'resolved', notify: 'resolved' },
  },
  {
    name: 'counts the calm anew when the condition was back',
    terms: { keepFiringMs: MINUTE },
    open: { ...firing, clearMs: 45_000 },
    reading: 95,
    expected: { status: 'firing', clearMs: null },
  },
  {
    name: 'counts the calm anew after silence',
    terms: { keepFiringMs: MINUTE },
    open: { ...firing, clearMs: 45_000 },
    expected: { status: 'firing', clearMs: null, missingSince: NOW },
  },
  // Silence as the condition.
  {
    name: 'takes silence for the condition',
    open: undefined,
    reading: 'silent',
    expected: { status: 'pending', heldMs: 0, missingSince: NOW },
  },
  {
    name: 'adds silence to the time held',
    open: { ...pending, heldMs: 5 * MINUTE - 15_000 },
    reading: 'silent',
    expected: { status: 'firing', notify: 'firing', missingSince: NOW },
  },
  {
    name: 'ends an alert about silence with the first good value, whatever the resolve threshold',
    terms: { resolveThreshold: 70 },
    open: { ...firing, value: null, missingSince: NOW - MINUTE },
    reading: 75,
    expected: { status: 'resolved', reason: 'recovered' },
  },
  {
    name: 'does not end by silence what a value began',
    terms: { resolveThreshold: 70 },
    open: { ...firing, missingSince: NOW - MINUTE },
    reading: 75,
    expected: { status: 'firing', missingSince: null },
  },
  {
    name: 'ends when the group is forgotten',
    open: { ...firing, missingSince: NOW - 60 * MINUTE },
    reading: 'gone',
    expected: { status: 'resolved', reason: 'no_data' },
  },
  {
    name: 'drops what is pending of a forgotten group',
    open: pending,
    reading: 'gone',
    expected: { status: 'inactive' },
  },
  // Flapping.
  {
    name: 'is flapping when it fires too often',
    open: { ...pending, heldMs: 5 * MINUTE },
    reading: 95,
    firings: FLAPPING_FIRINGS - 1,
    expected: { status: 'firing', isFlapping: true },
  },
  {
    name: 'is not flapping with one firing less',
    open: { ...pending, heldMs: 5 * MINUTE },
    reading: 95,
    firings: FLAPPING_FIRINGS - 2,
    expected: { status: 'firing', isFlapping: false },
  },
  {
    name: 'holds what flaps for a longer calm, however long ago the other firings are',
    open: { ...firing, isFlapping: true, clearMs: FLAPPING_HOLD_MS - 15_001 },
    reading: 20,
    expected: { status: 'firing', isFlapping: true },
  },
  {
    name: 'resolves what flapped after the longer calm',
    open: { ...firing, isFlapping: true, clearMs: FLAPPING_HOLD_MS - 15_000 },
    reading: 20,
    expected: { status: 'resolved', reason: 'recovered' },
  },
];

describe('evaluateRule, with conditions of its own', () => {
  it.each(cases)('$name', (each) => {
    expect(verdictOf(each)).toMatchObject(each.expected);
  });
});
