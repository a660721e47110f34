import type { Layer } from './layer.js';
import { onCallAt, type Rota, type StandIn, shifts } from './on-call-at.js';

const person = (name: string) => ({ name, channels: [name] });
const layer = (names: string, changes: Partial<Layer> = {}): Layer => ({
  participants: names.split(' ').map(person),
  starts_on: '2026-03-02',
  handoff_time: '08:00',
  every: 1,
  unit: 'week',
  restrictions: [],
  ...changes,
});
const rota = (...layers: Layer[]): Rota => ({ timeZone: 'Europe/Berlin', layers });
const nameAt = (given: Rota, at: string, overrides: StandIn[] = []) =>
  onCallAt(given, overrides, Date.parse(at))?.participant.name;
const override = (name: string, starts: string, ends: string, created = starts): StandIn => ({
  overrideId: name,
  startsAt: new Date(starts),
  endsAt: new Date(ends),
  participant: person(name),
  createdAt: new Date(created),
});

describe('who is on call', () => {
  const weekly = rota(layer('ada ben cid'));
  const daily = rota(layer('ada ben', { unit: 'day' }));
  const twoDays = rota(layer('ada ben', { unit: 'day', every: 2 }));
  const nights = rota(
    layer('day'),
    layer('night', { restrictions: [{ days: [1, 2, 3, 4, 5], from: '20:00', to: '06:00' }] }),
  );
  const lateHandoff = rota(layer('ada ben', { unit: 'day', handoff_time: '02:30', starts_on: '2026-03-28' }));
  const autumn = rota(layer('ada ben', { unit: 'day', handoff_time: '02:30', starts_on: '2026-10-24' }));

  it.each([
    ['nobody before the first turn', weekly, '2026-03-02T07:59:59+01:00', undefined],
    ['the first from the handoff on', weekly, '2026-03-02T08:00:00+01:00', 'ada'],
    ['the same until the next handoff', weekly, '2026-03-09T07:59:59+01:00', 'ada'],
    ['then the next', weekly, '2026-03-09T08:00:00+01:00', 'ben'],
    ['and all over again', weekly, '2026-03-23T08:00:00+01:00', 'ada'],
    ['at the wall clock’s time in summer, too', weekly, '2026-03-30T07:59:59+02:00', 'ada'],
    ['at the wall clock’s time in summer, too', weekly, '2026-03-30T08:00:00+02:00', 'ben'],
    ['day by day', daily, '2026-03-03T09:00:00+01:00', 'ben'],
    ['day by day over the short day', daily, '2026-03-29T08:00:00+02:00', 'ben'],
    ['every second day', twoDays, '2026-03-05T08:00:00+01:00', 'ben'],
    ['by day the first layer', nights, '2026-03-03T12:00:00+01:00', 'day'],
    ['by night the second', nights, '2026-03-03T20:00:00+01:00', 'night'],
    ['over midnight', nights, '2026-03-04T05:59:59+01:00', 'night'],
    ['and no longer', nights, '2026-03-04T06:00:00+01:00', 'day'],
    ['on Saturday the night of Friday', nights, '2026-03-07T02:00:00+01:00', 'night'],
    ['but not on Saturday night', nights, '2026-03-07T23:00:00+01:00', 'day'],
    ['on the day without half past two, an hour later', lateHandoff, '2026-03-29T03:29:00+02:00', 'ada'],
    ['on the day without half past two, an hour later', lateHandoff, '2026-03-29T03:30:00+02:00', 'ben'],
    ['on the day with two, from the first', autumn, '2026-10-25T02:30:00+02:00', 'ben'],
    ['on the day with two, from the first', autumn, '2026-10-25T02:15:00+01:00', 'ben'],
  ])('%s', (_, given, at, name) => {
    expect(nameAt(given, at)).toBe(name);
  });

  it('the newest override before all layers', () => {
    const standIns = [
      override('eve', '2026-03-03T00:00:00Z', '2026-03-05T00:00:00Z', '2026-03-01T00:00:00Z'),
      override('fay', '2026-03-03T12:00:00Z', '2026-03-04T00:00:00Z', '2026-03-02T00:00:00Z'),
    ];
    expect(nameAt(weekly, '2026-03-03T11:00:00Z', standIns)).toBe('eve');
    expect(nameAt(weekly, '2026-03-03T12:00:00Z', standIns)).toBe('fay');
    expect(nameAt(weekly, '2026-03-04T00:00:00Z', standIns)).toBe('eve');
    expect(nameAt(weekly, '2026-03-05T00:00:00Z', standIns)).toBe('ada');
  });

  it('shift by shift', () => {
    const from = Date.parse('2026-03-03T00:00:00+01:00');
    const list = [...shifts(nights, [], from, from + 2 * 86_400_000)];
    expect(list.map(({ startsAt, onCall }) => [new Date(startsAt).toISOString(), onCall?.participant.name])).toEqual([
      ['2026-03-02T23:00:00.000Z', 'night'],
      ['2026-03-03T05:00:00.000Z', 'day'],
      ['2026-03-03T19:00:00.000Z', 'night'],
      ['2026-03-04T05:00:00.000Z', 'day'],
      ['2026-03-04T19:00:00.000Z', 'night'],
    ]);
    expect(list.at(-1)!.endsAt).toBe(from + 2 * 86_400_000);
  });

  it('shift by shift agrees with moment by moment', () => {
    const given = rota(
      layer('ada ben cid', { unit: 'day', handoff_time: '02:30', starts_on: '2026-03-20' }),
      layer('night', { restrictions: [{ days: [6, 7], from: '22:15', to: '02:45' }] }),
    );
    const from = Date.parse('2026-03-27T00:00:00Z');
    const list = [...shifts(given, [], from, from + 4 * 86_400_000)];
    for (let at = from; at < from + 4 * 86_400_000; at += 5 * 60_000) {
      const shift = list.find(({ startsAt, endsAt }) => startsAt <= at && at < endsAt);
      expect(shift?.onCall?.participant.name).toBe(onCallAt(given, [], at)?.participant.name);
    }
  });
});
