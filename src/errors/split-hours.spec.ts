import { splitHours } from './split-hours.js';

const at = (time: string) => Date.parse(`2026-11-23T${time}Z`);
const optional = (time?: string) => (time === undefined ? undefined : at(time));
const range = (startAt?: string, endAt?: string) => ({ startAt: optional(startAt), endAt: optional(endAt) });

describe('splitHours', () => {
  it.each([
    ['an open range', undefined, undefined, range(), []],
    ['whole hours', '10:00', '12:00', range('10:00', '12:00'), []],
    [
      'ends within hours',
      '09:30',
      '12:15',
      range('10:00', '12:00'),
      [range('09:30', '10:00'), range('12:00', '12:15')],
    ],
    ['within one hour', '10:10', '10:20', undefined, [range('10:10', '10:20')]],
    ['across one full hour only by parts', '10:10', '11:20', undefined, [range('10:10', '11:20')]],
    ['an open start', undefined, '12:15', range(undefined, '12:00'), [range('12:00', '12:15')]],
    ['an open end', '09:30', undefined, range('10:00', undefined), [range('09:30', '10:00')]],
    ['an empty range', '10:00', '10:00', undefined, [range('10:00', '10:00')]],
    ['a reversed range', '12:00', '10:00', undefined, [range('12:00', '10:00')]],
  ])('%s', (_, startAt, endAt, hours, rest) => {
    expect(splitHours(optional(startAt), optional(endAt))).toEqual({ hours, rest });
  });
});
