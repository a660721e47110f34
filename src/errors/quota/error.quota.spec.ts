import { ErrorQuota } from './error.quota.js';

const LIMITS = { perGroup: 5, perService: 12, sampleOneIn: 10 };
const subject = (group_id: string, release = '1.0', service = 'students') => ({ group_id, service, release });

/** How many of `count` events of a group are stored. */
function stored(quota: ErrorQuota, count: number, { group = 'a', release = '1.0', service = 'students', at = 0 } = {}) {
  return Array.from({ length: count }, () => quota.admits(subject(group, release, service), at)).filter(Boolean).length;
}

describe('ErrorQuota', () => {
  it.each([
    [5, 5],
    [14, 5],
    [15, 6],
    [25, 7],
    // The sample is no larger than the limit.
    [10_000, 10],
  ])('of %i events of a group stores %i', (count, expected) => {
    expect(stored(new ErrorQuota(LIMITS), count)).toBe(expected);
  });

  it('begins anew each minute, also when the clock goes back', () => {
    const quota = new ErrorQuota(LIMITS);
    expect([0, 59_999, 60_000, 30_000].map((at) => stored(quota, 7, { at }))).toEqual([5, 0, 5, 5]);
  });

  it('limits all groups of a service together, and each service alone', () => {
    const quota = new ErrorQuota(LIMITS);
    expect(['a', 'b', 'c', 'd'].map((group) => stored(quota, 9, { group }))).toEqual([5, 5, 2, 1]);
    expect(stored(quota, 9, { group: 'e', service: 'billing' })).toBe(5);
  });

  it('stores the first event of every group and release whatever the limits say', () => {
    const quota = new ErrorQuota(LIMITS);
    stored(quota, 1000);
    expect([stored(quota, 1, { group: 'b' }), stored(quota, 1, { release: '1.1' }), stored(quota, 1)]).toEqual([
      1, 1, 0,
    ]);
  });

  it('does not let releases and groups that are made up pass the limits', () => {
    const quota = new ErrorQuota(LIMITS);
    const releases = Array.from({ length: 1000 }, (_, i) => stored(quota, 1, { release: `r${i}` }));
    expect(releases.reduce((sum, one) => sum + one)).toBeLessThanOrEqual(20 + LIMITS.perGroup);
    const groups = Array.from({ length: 30_000 }, (_, i) => stored(quota, 1, { group: `g${i}` }));
    expect(groups.reduce((sum, one) => sum + one)).toBeLessThanOrEqual(10_000 + LIMITS.perService);
  });

  it('gives back what was not stored', () => {
    const quota = new ErrorQuota(LIMITS);
    stored(quota, 100);
    quota.restart(1);
    expect(stored(quota, 100, { at: 2 })).toBe(10);
  });
});
