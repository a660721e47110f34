import { limitState } from './limit-state.js';

it.each([
  [0, 0, 'good'],
  [79.9, 0, 'good'],
  [80, 0, 'warning'],
  [100, 0, 'critical'],
  [50, 1, 'critical'],
] as const)(
  'with %p %% used and %p series of overflow the state is %s',
  (used_percent, overflow_series_count, state) => {
    expect(limitState({ used_percent, overflow_series_count })).toBe(state);
  },
);
