import { latest, latestComplete } from './latest.js';

const TIMES = ['2026-11-23T03:00:00Z', '2026-11-23T03:01:00Z', '2026-11-23T03:02:00Z'];
const AT_02_30 = Date.parse('2026-11-23T03:02:30Z');
const MINUTE = 60_000;

describe('the newest value of a series', () => {
  it('is not the one of a step that is still being filled', () => {
    expect(latestComplete([1, 2, 0.3], TIMES, AT_02_30, MINUTE)).toBe(2);
    expect(latestComplete([1, 2, 3], TIMES, AT_02_30 + MINUTE, MINUTE)).toBe(3);
  });

  it('is that one after all when there is no other', () => {
    expect(latestComplete([null, null, 0.3], TIMES, AT_02_30, MINUTE)).toBe(0.3);
  });

  it('passes over gaps and may be missing', () => {
    expect(latestComplete([1, null, null], TIMES, AT_02_30, MINUTE)).toBe(1);
    expect(latestComplete([], [], AT_02_30, MINUTE)).toBeNull();
    expect(latest([1, 0, null])).toBe(0);
    expect(latest([null])).toBeNull();
  });
});
