import { daysInWords, layerInWords, stepInWords } from './rota-words.js';

const person = (name: string) => ({ name, channels: ['email'] });
const layer = {
  participants: [person('Tendai'), person('Rudo')],
  starts_on: '2026-11-30',
  handoff_time: '08:00',
  every: 1,
  unit: 'week' as const,
};

describe('a rota in words', () => {
  it.each([
    [[1, 2, 3, 4, 5], 'Mon–Fri'],
    [[6, 7], 'Sat, Sun'],
    [[5, 1, 3], 'Mon, Wed, Fri'],
    [[7, 1, 2, 3], 'Mon–Wed, Sun'],
    [[], ''],
    [[9], '?'],
  ])('%j are %p', (days, words) => {
    expect(daysInWords(days)).toBe(words);
  });

  it('tells the turns of a layer', () => {
    expect(layerInWords(layer)).toBe('Tendai, Rudo, 1 week each, handed over at 08:00, since 2026-11-30');
    const night = { days: [1, 2, 3, 4, 5], from: '20:00', to: '06:00' };
    expect(layerInWords({ ...layer, participants: [person('Night desk')], restrictions: [night] })).toBe(
      'Night desk, since 2026-11-30, Mon–Fri 20:00–06:00',
    );
  });

  it('tells the steps of an escalation', () => {
    expect(stepInWords({ wait_minutes: 15, schedules: ['operations'], channels: ['head-of-it'] })).toBe(
      'after 15 min: whoever is on call by operations, head-of-it',
    );
    expect(stepInWords({ wait_minutes: 0 })).toBe('at once: nobody');
  });
});
