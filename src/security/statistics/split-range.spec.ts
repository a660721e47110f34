import { type Piece, splitRange } from './split-range.js';

const at = (text: string) => Date.parse(`2026-11-${text}Z`);
const piece = (from: string, to: string): Piece => ({ startAt: at(from), endAt: at(to) });

describe('splitRange', () => {
  it.each([
    ['within an hour', piece('01T10:10', '01T10:50'), [], [], [piece('01T10:10', '01T10:50')]],
    ['over the end of an hour', piece('01T10:10', '01T11:50'), [], [], [piece('01T10:10', '01T11:50')]],
    ['whole hours', piece('01T10:00', '01T12:00'), [], [piece('01T10:00', '01T12:00')], []],
    [
      'hours and a part',
      piece('01T10:00', '01T12:01'),
      [],
      [piece('01T10:00', '01T12:00')],
      [piece('01T12:00', '01T12:01')],
    ],
    ['a whole day', piece('01T00:00', '02T00:00'), [piece('01T00:00', '02T00:00')], [], []],
    [
      'everything',
      piece('01T22:30', '04T02:15'),
      [piece('02T00:00', '04T00:00')],
      [piece('01T23:00', '02T00:00'), piece('04T00:00', '04T02:00')],
      [piece('01T22:30', '01T23:00'), piece('04T02:00', '04T02:15')],
    ],
  ])('splits %s', (_, range, days, hours, rest) => {
    expect(splitRange(range)).toEqual({ days, hours, rest });
  });
});
