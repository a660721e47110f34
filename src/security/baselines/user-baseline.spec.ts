import type { SecuritySignal } from '../detections/security-signal.js';
import { LocalClock } from './local-clock.js';
import { judgeAccess, NO_BASELINE, type Unusual, type UserBaseline } from './user-baseline.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Monday. */
const START = Date.UTC(2026, 0, 5);
const SEEDS = Array.from({ length: 40 }, (_, seed) => seed + 1);

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0.0.0 Safari/537.36';
const TELEPHONE = 'Mozilla/5.0 (Linux; Android 14; K) Chrome/131.0.0.0 Mobile Safari/537.36';
const THIEF = { ipAddress: '198.51.100.66', userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Firefox/133.0' };

/** Marsaglia's xorshift, so that every run is the same. */
function randomOf(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** A teacher: at school on weekdays, marks at home in most evenings and on some weekends, looks at the telephone on the way. */
function month(seed: number, days = 30): SecuritySignal[] {
  const random = randomOf(seed);
  const signals: SecuritySignal[] = [];
  const session = (from: number, hours: number, rate: number, ipAddress: string, userAgent: string) => {
    for (let i = 0; i < rate * hours; i++) {
      // Sizes spread by factors: the sum of six uniform ones is nearly normal.
      const normal = Array.from({ length: 6 }, random).reduce((sum, one) => sum + one, -3) / Math.sqrt(0.5);
      const bytes = Math.round(8000 * Math.exp(1.5 * normal));
      signals.push({ at: from + random() * hours * HOUR, kind: 'request', service: 's', ipAddress, userAgent, bytes });
    }
  };
  for (let day = 0; day < days; day++) {
    const midnight = START + day * DAY;
    const isWeekend = day % 7 > 4;
    const mobile = `41.60.${Math.floor(random() * 40)}.${Math.floor(random() * 250)}`;
    if (!isWeekend) {
      session(midnight + (5.5 + random()) * HOUR, 8, 10 + random() * 40, '196.4.80.2', WINDOWS);
      session(midnight + (14 + random()) * HOUR, 1, 8, mobile, TELEPHONE);
    }
    if (random() < (isWeekend ? 0.4 : 0.7)) {
      session(midnight + (16 + random() * 2) * HOUR, 2, 20, `102.177.8.${Math.floor(random() * 250)}`, WINDOWS);
    }
  }
  return signals.sort((a, b) => a.at - b.at);
}

function bytesOfTypicalHour(signals: readonly SecuritySignal[]): number {
  const hours = new Map<number, number>();
  for (const { at, bytes = 0 } of signals) {
    const hour = Math.floor(at / HOUR);
    hours.set(hour, (hours.get(hour) ?? 0) + bytes);
  }
  return [...hours.values()].sort((a, b) => a - b)[hours.size >> 1]!;
}

function judgeAll(signals: readonly SecuritySignal[], from: UserBaseline = NO_BASELINE) {
  let baseline = from;
  const found: Unusual[][] = [];
  for (const signal of signals) {
    const judged = judgeAccess(baseline, signal);
    baseline = judged.baseline;
    if (judged.unusual.length > 0) found.push(judged.unusual);
  }
  return { baseline, found };
}

const access = (change: Partial<SecuritySignal> = {}): SecuritySignal => ({
  at: START + 30 * DAY + 8 * HOUR,
  kind: 'request',
  service: 's',
  ipAddress: '196.4.80.2',
  userAgent: WINDOWS,
  bytes: 1000,
  ...change,
});

describe('judgeAccess', () => {
  it.each(SEEDS)('finds at most one unusual access in an ordinary month (seed %i)', (seed) => {
    const { found, baseline } = judgeAll(month(seed));
    expect(found.length).toBeLessThanOrEqual(1);
    expect(JSON.stringify(baseline).length).toBeLessThan(2000);
  });

  it.each(SEEDS)('sees a thief of the account at two in the morning (seed %i)', (seed) => {
    const signals = month(seed);
    const bytes = bytesOfTypicalHour(signals) * 50;
    const { baseline } = judgeAll(signals);
    const thief = access({ at: START + 30 * DAY + 2 * HOUR, bytes: bytes / 10, ...THIEF });
    const { found } = judgeAll(
      Array.from({ length: 10 }, () => thief),
      baseline,
    );
    expect(found[0]).toEqual(expect.arrayContaining(['new_address', 'new_device', 'unusual_hour']));
    expect(found.flat()).toContain('unusual_volume');
    expect(found.flat().filter((one) => one === 'unusual_volume')).toHaveLength(1);
  });

  it.each<[string, Partial<SecuritySignal>, Unusual[]]>([
    ['as ever', {}, []],
    ['another address of the same network', { ipAddress: '196.4.80.77' }, []],
    ['mapped into IPv6', { ipAddress: '::ffff:196.4.80.2' }, []],
    ['another network of the mobile operator', { ipAddress: '41.60.200.9' }, []],
    ['another network', { ipAddress: '198.51.100.1' }, ['new_address']],
    ['an IPv6 network', { ipAddress: '2001:db8::1' }, ['new_address']],
    ['no address', { ipAddress: undefined }, []],
    ['text instead of an address', { ipAddress: 'x'.repeat(65_536) }, []],
    ['a browser after an update', { userAgent: WINDOWS.replace('131', '132') }, []],
    ['another browser', { userAgent: THIEF.userAgent }, ['new_device']],
    ['an hour before the first', { at: START + 30 * DAY + 4 * HOUR }, []],
    ['in the night', { at: START + 31 * DAY + HOUR }, ['unusual_hour']],
    ['very much', { bytes: 500_000_000 }, ['unusual_volume']],
    ['a failure', { kind: 'authentication_failure', ...THIEF }, []],
  ])('%s', (_, change, unusual) => {
    const { baseline } = judgeAll(month(1));
    expect(judgeAccess(baseline, access(change)).unusual).toEqual(unusual);
  });

  it('learns: the same is not unusual a second time', () => {
    const { baseline } = judgeAll(month(1));
    expect(judgeAll([access(THIEF), access(THIEF)], baseline).found).toEqual([['new_address', 'new_device']]);
  });

  it('learns nothing from failures', () => {
    const { baseline } = judgeAll(month(1));
    expect(judgeAccess(baseline, access({ kind: 'authentication_failure', ...THIEF })).baseline).toBe(baseline);
  });

  it('is quiet until it has seen seven days and fifty requests', () => {
    const daily = (days: number, count: number) =>
      Array.from({ length: days }, (_, day) => access({ at: START + day * DAY + 8 * HOUR, count }));
    const thief = access(THIEF);
    expect(judgeAll([...daily(6, 1000), thief]).found).toEqual([]);
    expect(judgeAll([...daily(7, 7), thief]).found).toEqual([]);
    expect(judgeAll([...daily(7, 8), thief]).found).toEqual([['new_address', 'new_device']]);
  });

  it('forgets hours that are no longer kept', () => {
    const nights = Array.from({ length: 50 }, (_, i) =>
      access({ at: START + Math.floor(i / 5) * DAY + (i % 5) * HOUR, count: 10 }),
    );
    const days = Array.from({ length: 300 }, (_, day) => access({ at: START + (10 + day) * DAY + 12 * HOUR }));
    const night = (day: number) => access({ at: START + day * DAY + 2 * HOUR });
    expect(judgeAll([...nights, ...days.slice(0, 30), night(40)]).found).toEqual([['unusual_hour']]);
    expect(judgeAll([...nights, ...days, night(310)]).found).toEqual([['unusual_hour'], ['unusual_hour']]);
  });

  describe('by the clocks of a time zone', () => {
    const WINTER = Date.UTC(2026, 2, 1);
    /** At eight each day in Berlin up to the change to summer time, and then at a time by UTC on the first Tuesday of it. */
    const judgedIn = (zone: string, hourUtc: number) => {
      const clock = new LocalClock(zone);
      let baseline = NO_BASELINE;
      for (let day = 0; day < 28; day++) {
        baseline = judgeAccess(baseline, access({ at: WINTER + day * DAY + 7 * HOUR, count: 10 }), clock).baseline;
      }
      return judgeAccess(baseline, access({ at: WINTER + 30 * DAY + hourUtc * HOUR }), clock).unusual;
    };

    it('goes with daylight saving, as people do', () => {
      // 6:30 and 11:30 in Berlin: two hours before the usual hour, and three after it.
      expect([judgedIn('Europe/Berlin', 4.5), judgedIn('Europe/Berlin', 9.5)]).toEqual([[], ['unusual_hour']]);
      expect([judgedIn('UTC', 4.5), judgedIn('UTC', 9.5)]).toEqual([['unusual_hour'], []]);
    });

    it('keeps what it learnt when the setting changes', () => {
      const { baseline } = judgeAll(month(1));
      const clock = new LocalClock('America/New_York');
      const judge = (hour: number) => judgeAccess(baseline, access({ at: START + 31 * DAY + hour * HOUR }), clock);
      expect([judge(8).unusual, judge(1).unusual]).toEqual([[], ['unusual_hour']]);
      const moved = judge(8).baseline;
      expect(moved.zone).toBe('America/New_York');
      expect(moved.hours.reduce((sum, days) => sum + days, 0)).toBeCloseTo(
        judgeAccess(baseline, access({ at: START + 31 * DAY + 8 * HOUR })).baseline.hours.reduce(
          (sum, days) => sum + days,
          0,
        ),
        1,
      );
      const back = judgeAccess(moved, access({ at: START + 31 * DAY + HOUR }));
      expect([back.baseline.zone, back.unusual]).toEqual(['UTC', ['unusual_hour']]);
    });
  });

  it('stays below 2 kB whatever comes', () => {
    const signals = Array.from({ length: 2000 }, (_, i) =>
      access({
        at: START + i * 7 * HOUR,
        ipAddress: `2001:${(i + 4096).toString(16)}:${(i + 8192).toString(16)}:ffff::1`,
        userAgent: `${'\u0000"'.repeat(i % 2)}${'agent'.repeat(5)}${i}`,
        bytes: i % 3 === 0 ? Number.MAX_SAFE_INTEGER : i * 1e6,
      }),
    );
    const { baseline } = judgeAll(signals);
    expect(JSON.stringify(baseline).length).toBeLessThan(2000);
    expect(judgeAccess(JSON.parse(JSON.stringify(baseline)) as UserBaseline, access()).baseline.days).toBeGreaterThan(
      7,
    );
  });
});
