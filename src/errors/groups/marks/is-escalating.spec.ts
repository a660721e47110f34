import { isEscalating } from './is-escalating.js';

const hours = (count: number, events: number): number[] => Array.from({ length: count }, () => events);

describe('isEscalating', () => {
  it.each<[string, number, number[], boolean]>([
    ['a steady group', 110, hours(168, 100), false],
    ['a steady group that doubles', 200, hours(168, 100), false],
    ['a steady group that more than doubles', 201, hours(168, 100), true],
    ['a rare one that becomes frequent', 10, [1, 1, 2], true],
    ['a rare one that becomes less rare', 9, [1], false],
    ['one that had been silent', 10, [], true],
    ['a job that fails every night', 300, [...hours(7, 300), ...hours(161, 2)], false],
    ['the same after one outage of two hours', 300, [5000, 5000, ...hours(166, 2)], true],
    ['what has lasted for three hours', 300, [...hours(165, 2), 290, 310, 305], false],
  ])('%s', (_, recent, usual, expected) => {
    expect(isEscalating(recent, usual)).toBe(expected);
  });
});
