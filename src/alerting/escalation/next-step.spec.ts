import { dueAgainAt, type Escalation, placeAfter } from './next-step.js';

const step = (wait_minutes: number) => ({ wait_minutes, channels: ['a'], schedules: [] });
const escalation = (changes: Partial<Escalation>): Escalation => ({
  steps: [step(0), step(5)],
  repeat: 1,
  repeatWaitMinutes: 10,
  step: 0,
  round: 0,
  ...changes,
});
const MINUTE = 60_000;

describe('an escalation', () => {
  it.each([
    ['goes on to the next step after its wait', {}, true, { step: 1, round: 0, dueAt: 5 * MINUTE }],
    ['goes on at once when a step reached nobody', {}, false, { step: 1, round: 0, dueAt: 0 }],
    ['begins anew after the last step', { step: 1 }, true, { step: 0, round: 1, dueAt: 10 * MINUTE }],
    [
      'waits before it begins anew even if nobody was reached',
      { step: 1 },
      false,
      { step: 0, round: 1, dueAt: 10 * MINUTE },
    ],
    ['is done after the last round', { step: 1, round: 1 }, true, { step: 2, round: 1, dueAt: null }],
    [
      'is done after one round when it does not repeat',
      { step: 1, repeat: 0 },
      true,
      { step: 2, round: 0, dueAt: null },
    ],
  ])('%s', (_, changes, reached, place) => {
    expect(placeAfter(escalation(changes), 0, reached)).toEqual(place);
  });

  it('counts the wait of its step anew when it goes on', () => {
    expect(dueAgainAt(escalation({ step: 1 }), 1000)).toBe(1000 + 5 * MINUTE);
    expect(dueAgainAt(escalation({ step: 2 }), 1000)).toBeNull();
  });
});
