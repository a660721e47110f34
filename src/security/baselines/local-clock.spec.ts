import { LocalClock } from './local-clock.js';

const at = (text: string) => Date.parse(`${text}Z`);

describe('LocalClock', () => {
  it.each([
    ['UTC', '2026-07-01T23:59', 23],
    ['Africa/Harare', '2026-01-01T22:00', 0],
    ['Europe/Berlin', '2026-01-01T07:00', 8],
    ['Europe/Berlin', '2026-07-01T07:00', 9],
    // The hour that is left out, and the one that comes twice.
    ['Europe/Berlin', '2026-03-29T00:59', 1],
    ['Europe/Berlin', '2026-03-29T01:00', 3],
    ['Europe/Berlin', '2026-10-25T00:30', 2],
    ['Europe/Berlin', '2026-10-25T01:30', 2],
    ['Asia/Kathmandu', '2026-01-01T00:14', 5],
    ['Asia/Kathmandu', '2026-01-01T00:15', 6],
    ['America/New_York', '2026-11-01T06:00', 1],
  ])('in %s at %s is %s', (zone, time, hour) => {
    expect(new LocalClock(zone).hourAt(at(time))).toBe(hour);
  });

  it('knows by how many hours it is ahead', () => {
    const berlin = new LocalClock('Europe/Berlin');
    expect([berlin.aheadAt(at('2026-01-01T23:30')), berlin.aheadAt(at('2026-07-01T23:30'))]).toEqual([1, 2]);
    expect(new LocalClock('America/New_York').aheadAt(at('2026-01-01T03:00'))).toBe(19);
  });
});
