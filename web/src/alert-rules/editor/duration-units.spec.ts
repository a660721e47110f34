import { unitFor } from './duration-units.js';

it.each([
  ['', 'min'],
  [0, 'min'],
  [90, 's'],
  [300, 'min'],
  [5400, 'min'],
  [7200, 'h'],
  [604800, 'd'],
  [0.5, 's'],
] as const)('%s seconds are given in %s', (seconds, unit) => expect(unitFor(seconds)).toBe(unit));
