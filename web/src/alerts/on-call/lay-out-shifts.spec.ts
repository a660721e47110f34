import { daysFrom, layOut, nowAndNext, peopleOf, placeOf, type Shift } from './lay-out-shifts.js';

const DAY = 86_400_000;
const START = Date.parse('2026-11-28T00:00:00Z');
const DAYS = [0, 1, 2, 3, 4].map((day) => START + day * DAY);
const shift = (fromDay: number, toDay: number, name: string | null, override_id: string | null = null): Shift => ({
  starts_at: new Date(START + fromDay * DAY).toISOString(),
  ends_at: new Date(START + toDay * DAY).toISOString(),
  on_call: name === null ? null : { participant: { name, channels: ['email'] }, override_id, layer: 0 },
});
const SHIFTS = [
  shift(-1, 0.5, 'Tendai'),
  shift(0.5, 1, null),
  shift(1, 2, 'Rudo', 'o1'),
  shift(2, 3, 'Rudo'),
  shift(3, 9, 'Tendai'),
];

describe('the calendar of shifts', () => {
  it('begins with the day of the reader, at midnight by the clock', () => {
    const days = daysFrom(START + DAY / 2, 3);
    expect(days).toHaveLength(4);
    expect(days.every((start) => new Date(start).getHours() === 0)).toBe(true);
    expect(days[0]!).toBeLessThanOrEqual(START + DAY / 2);
    expect(days[1]!).toBeGreaterThan(START + DAY / 2);
  });

  it.each([
    [-1, 0],
    [0, 0],
    [0.5, 12.5],
    [1, 25],
    [4, 100],
    [5, 100],
  ])('has day %p at %p percent', (day, place) => {
    expect(placeOf(START + day * DAY, DAYS)).toBe(place);
  });

  it('gives a day of 23 hours as much room as any other', () => {
    const short = [START, START + DAY - 3_600_000, START + 2 * DAY - 3_600_000];
    expect(placeOf(short[1]!, short)).toBe(50);
  });

  it('shows what of a shift lies in its days', () => {
    const row = layOut(SHIFTS, DAYS);
    expect(row.map(({ who, left, width, isOverride }) => [who, left, width, isOverride])).toEqual([
      ['Tendai', 0, 12.5, false],
      [null, 12.5, 12.5, false],
      ['Rudo', 25, 25, true],
      ['Rudo', 50, 25, false],
      ['Tendai', 75, 25, false],
    ]);
    expect(layOut(SHIFTS, [START + 20 * DAY, START + 21 * DAY])).toEqual([]);
  });

  it('knows who is on call and who comes next', () => {
    const { now, next } = nowAndNext(SHIFTS, START + 1.5 * DAY);
    expect(now?.on_call?.participant.name).toBe('Rudo');
    expect(next?.on_call?.participant.name).toBe('Tendai');
    expect(nowAndNext(SHIFTS, START).next?.on_call).toBeNull();
    expect(nowAndNext(SHIFTS, START + 20 * DAY)).toEqual({ now: undefined, next: undefined });
    expect(peopleOf(SHIFTS)).toEqual(['Tendai', 'Rudo']);
  });
});
