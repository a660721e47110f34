import { searchWindows } from './search-windows.js';

const HOUR = 3_600_000;
const NOW = 1000 * HOUR;

describe('searchWindows', () => {
  it('is the range itself without words', () => {
    expect(searchWindows({ start_time: 1, end_time: 5 }, undefined, NOW)).toEqual([{ start_time: 1, end_time: 5 }]);
    expect(searchWindows({}, 7, NOW)).toEqual([{ start_time: undefined, end_time: 8 }]);
  });

  it('begins with the newest hour, and leaves nothing out', () => {
    expect(searchWindows({ search: 'a' }, undefined, NOW)).toEqual([
      { start_time: NOW - HOUR, end_time: undefined },
      { start_time: NOW - 24 * HOUR, end_time: NOW - HOUR },
      { start_time: NOW - 192 * HOUR, end_time: NOW - 24 * HOUR },
      { start_time: undefined, end_time: NOW - 192 * HOUR },
    ]);
  });

  it('goes on from a place, within the range', () => {
    expect(searchWindows({ search: 'a', start_time: 5 * HOUR, end_time: 20 * HOUR }, 10 * HOUR - 1, NOW)).toEqual([
      { start_time: 9 * HOUR, end_time: 10 * HOUR },
      { start_time: 5 * HOUR, end_time: 9 * HOUR },
    ]);
    expect(searchWindows({ search: 'a', start_time: NOW - 9 }, undefined, NOW)).toEqual([
      { start_time: NOW - 9, end_time: undefined },
    ]);
  });
});
