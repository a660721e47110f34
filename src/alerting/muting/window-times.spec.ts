import { isWithin, nextOccurrences, occurrenceAt } from './window-times.js';

const at = (time: string) => Date.parse(time);
const starts = (cron: string, timeZone: string, now: string, count = 3) =>
  nextOccurrences({ cron, timeZone, durationMinutes: 60 }, at(now), count).map(({ startsAt }) =>
    new Date(startsAt).toISOString(),
  );

describe('nextOccurrences', () => {
  it.each([
    ['every day', '0 3 * * *', 'UTC', '2026-10-20T04:00:00Z', ['2026-10-21T03:00', '2026-10-22T03:00']],
    ['the one that holds', '0 3 * * *', 'UTC', '2026-10-20T03:59:59Z', ['2026-10-20T03:00', '2026-10-21T03:00']],
    ['summer ends', '0 22 * * 6', 'Europe/Berlin', '2026-10-20T00:00:00Z', ['2026-10-24T20:00', '2026-10-31T21:00']],
    ['a skipped hour', '30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', ['2026-03-29T01:00', '2026-03-30T00:30']],
    ['an hour twice', '30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', ['2026-10-25T00:30', '2026-10-26T01:30']],
    ['America', '0 3 * * *', 'America/New_York', '2026-03-07T12:00:00Z', ['2026-03-08T07:00', '2026-03-09T07:00']],
  ])('%s', (_, cron, timeZone, now, expected) => {
    expect(starts(cron, timeZone, now, 2)).toEqual(expected.map((time) => `${time}:00.000Z`));
  });

  it.each([
    ['x', 'UTC', 'Unknown alias'],
    ['0 0 * * *', 'Mars/Base', 'Invalid timezone'],
    ['0 0 30 2 *', 'UTC', 'No execution date'],
  ])('refuses %s in %s', (cron, timeZone, message) => {
    expect(() => starts(cron, timeZone, '2026-10-20T00:00:00Z')).toThrow(message);
  });
});

describe('isWithin', () => {
  const night = { cron: '30 1 * * *', timeZone: 'Europe/Berlin', durationMinutes: 120 };

  it.each([
    ['before', '2026-03-28T23:59:59Z', false],
    ['at the start', '2026-03-29T00:30:00Z', true],
    ['at its last moment, over the change of the clock', '2026-03-29T02:29:59.999Z', true],
    ['at the end', '2026-03-29T02:30:00Z', false],
    ['in autumn, at its last moment', '2026-10-25T01:29:59Z', true],
    ['in autumn, at the end', '2026-10-25T01:30:00Z', false],
  ])('%s', (_, now, expected) => {
    expect(isWithin(occurrenceAt(night, at(now)), at(now))).toBe(expected);
  });
});
