import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defaultDetections } from './default-detections.js';
import type { Detection } from './detection.js';
import { Detector, type Overflow } from './detector.js';
import { readDetections } from './read-detections.js';
import { runDetectionTests, testSignals } from './run-detection-tests.js';
import type { SecuritySignal } from './security-signal.js';

const DEFAULTS = defaultDetections(fileURLToPath(new URL('./defaults/', import.meta.url)));

const detection: Detection = {
  name: 'test',
  description: 'A test',
  event_type: 'test',
  severity: 'info',
  kinds: ['request'],
  group_by: ['ip_address'],
  capacity: 2,
  leak_seconds: 1,
  blackhole_seconds: 10,
};
const signal: SecuritySignal = { at: 1000, kind: 'request', service: 's', ipAddress: '203.0.113.7', path: '/a' };

function pourAll(changed: Partial<Detection>, signals: readonly Partial<SecuritySignal>[]): Overflow[] {
  const detector = new Detector([{ ...detection, ...changed }], { maxBuckets: 1000 });
  return signals.flatMap((each) => detector.pour({ ...signal, ...each }));
}

describe('Detector', () => {
  it('tells what overflowed, and by what', () => {
    const signals = ['/a', '/a', '/b', '/c'].map((path, i) => ({ at: 1000 + i, path }));
    expect(pourAll({ distinct: 'path' }, signals)).toEqual([
      {
        detection: { ...detection, distinct: 'path' },
        group: { ip_address: '203.0.113.7' },
        at: 1003,
        count: 3,
        distinctValues: ['/a', '/b', '/c'],
        firstAt: 1000,
        lastSignal: { ...signal, at: 1003, path: '/c' },
      },
    ]);
  });

  it.each<[string, Partial<Detection>, Partial<SecuritySignal>[], Overflow['group'][]]>([
    ['another kind', { kinds: ['payload'] }, [{}, {}, {}], []],
    [
      'several kinds',
      { kinds: ['payload', 'request'] },
      [{}, { kind: 'payload' }, {}],
      [{ ip_address: '203.0.113.7' }],
    ],
    ['a filter', { filter: [{ field: 'path', none_of: ['/a'] }] }, [{}, {}, {}], []],
    ['a group that is absent', { group_by: ['user_id'] }, [{}, {}, {}], []],
    ['a distinct value that is absent', { distinct: 'account' }, [{}, {}, {}], []],
    [
      'IPv4 in IPv6',
      {},
      [{ ipAddress: '::ffff:203.0.113.7' }, { ipAddress: '::ffff:cb00:7107' }, {}],
      [{ ip_address: '203.0.113.7' }],
    ],
    [
      'addresses of one IPv6 network as a distinct value',
      { group_by: ['account'], distinct: 'ip_address' },
      [1, 2, 3, 4].map((n) => ({ account: 'a', ipAddress: `2001:db8::${n}` })),
      [],
    ],
    [
      'the same account in other letters',
      { group_by: ['account'] },
      ['Ann', ' ann', 'ANN '].map((account) => ({ account })),
      [{ account: 'ann' }],
    ],
    [
      'groups that would run into each other',
      { group_by: ['path', 'account'] },
      [
        { path: 'a', account: 'bc' },
        { path: 'ab', account: 'c' },
        { path: 'a2:b', account: 'c' },
      ],
      [],
    ],
    [
      'two fields',
      { group_by: ['path', 'account'] },
      [1, 2, 3].map(() => ({ path: '/b', account: 'c' })),
      [{ path: '/b', account: 'c' }],
    ],
    [
      'a long value',
      { group_by: ['path'] },
      ['a', 'b', 'c'].map((end) => ({ path: 'x'.repeat(65_536) + end })),
      [{ path: 'x'.repeat(256) }],
    ],
    ['an empty value', { group_by: ['account'] }, [1, 2, 3].map(() => ({ account: '' })), []],
    [
      'half of a character',
      { group_by: ['account'] },
      [1, 2, 3].map(() => ({ account: 'a\ud83d' })),
      [{ account: 'a\ufffd' }],
    ],
    ['one for many', {}, [{ count: 3 }], [{ ip_address: '203.0.113.7' }]],
  ])('%s', (_, changed, signals, groups) => {
    expect(pourAll(changed, signals).map(({ group }) => group)).toEqual(groups);
  });

  it('tells overflows of several detections', () => {
    const detector = new Detector([detection, { ...detection, name: 'other', capacity: 0 }], { maxBuckets: 10 });
    expect(detector.pour({ ...signal, count: 5 }).map((overflow) => overflow.detection.name)).toEqual([
      'test',
      'other',
    ]);
  });

  it('forgets what is dry when it is told to', () => {
    const detector = new Detector([detection], { maxBuckets: 10 });
    detector.pour(signal);
    expect(detector.size).toBe(1);
    detector.sweep(signal.at + 60_000);
    expect(detector.size).toBe(0);
  });
});

describe('the detections that come with the service', () => {
  it('have different names', () => {
    expect(new Set(DEFAULTS.map(({ name }) => name)).size).toBe(DEFAULTS.length);
    expect(DEFAULTS.length).toBeGreaterThan(10);
  });

  it.each(runDetectionTests(DEFAULTS).map((outcome) => [outcome.detection, outcome.test, outcome.reason] as const))(
    '%s: %s',
    (_detection, _test, reason) => {
      expect(reason).toBeUndefined();
    },
  );

  it.each(DEFAULTS)('$name has an attack and a harmless look-alike', ({ tests = [] }) => {
    const expected = tests.map(({ overflows }) => (typeof overflows === 'number' ? overflows : overflows.length));
    expect(expected).toContain(0);
    expect(Math.max(...expected)).toBeGreaterThan(0);
  });

  const harmless = DEFAULTS.flatMap((each) =>
    (each.tests ?? []).filter(({ overflows }) => overflows === 0).map((test) => [test.name, each, test] as const),
  );
  it.each(harmless)('all let pass: %s', (_, owner, { signals }) => {
    const detector = new Detector(DEFAULTS, { maxBuckets: 100_000 });
    for (const each of testSignals(signals, owner)) expect(detector.pour(each)).toEqual([]);
  });
});

describe('reset_on', () => {
  const counted: Partial<Detection> = {
    group_by: ['account'],
    kinds: ['authentication_failure'],
    reset_on: ['authentication_success'],
  };
  const failed = { kind: 'authentication_failure', account: 'ada', ipAddress: '203.0.113.7' } as const;

  it.each<[string, Partial<SecuritySignal>, number]>([
    ['forgets what came from its address', { account: ' ADA' }, 0],
    ['from the same subscriber', { ipAddress: '::ffff:203.0.113.7' }, 0],
    ['but not from another', { ipAddress: '203.0.113.8' }, 1],
    ['nor from no address', { ipAddress: undefined }, 1],
    ['nor of another account', { account: 'ben' }, 1],
    ['nor at another service', { service: 'other' }, 1],
  ])('%s', (_, success, overflows) => {
    const signals = [
      failed,
      failed,
      { ...failed, kind: 'authentication_success', ...success } as const,
      failed,
      failed,
    ];
    expect(pourAll(counted, signals)).toHaveLength(overflows);
  });
});

describe('the example of docs/detections.md', () => {
  const page = readFileSync(new URL('../../../docs/detections.md', import.meta.url), 'utf8');
  const example = readDetections(/```yaml\n(.*?)```/s.exec(page)![1]!);

  it('fulfils its tests', () => {
    expect(runDetectionTests(example).map(({ reason }) => reason)).toEqual([undefined, undefined]);
  });

  it.each(DEFAULTS)('names $name as it is', ({ name, capacity, leak_seconds }) => {
    const leak = leak_seconds < 60 ? `${leak_seconds} s` : `${leak_seconds / 60} min`;
    expect(page).toMatch(new RegExp(`\\| \`${name}\` \\|.*\\| ${capacity} \\| ${leak} \\|`));
  });
});

describe('runDetectionTests', () => {
  it.each<[string, Detection['tests'], string | undefined]>([
    ['none', undefined, 'it has no tests'],
    ['an overflow that comes', [{ name: 'a', signals: [{ ip_address: '::1', repeat: 3 }], overflows: 1 }], undefined],
    [
      'one that does not',
      [{ name: 'a', signals: [{ ip_address: '::1', repeat: 3, after_seconds: 1 }], overflows: 1 }],
      'expected overflows: 1; there were 0: []',
    ],
    [
      'of another group',
      [
        {
          name: 'a',
          signals: [{ ip_address: '1.1.1.1', repeat: 3 }],
          overflows: [{ group: { ip_address: '1.1.1.2' } }],
        },
      ],
      'expected overflows: [{"ip_address":"1.1.1.2"}]; there were 1: [{"ip_address":"1.1.1.1"}]',
    ],
    ['numbered', [{ name: 'a', signals: [{ ip_address: '1.1.1.{n}', repeat: 30 }], overflows: 0 }], undefined],
  ])('%s', (_, tests, reason) => {
    expect(runDetectionTests([{ ...detection, tests }])[0]!.reason).toBe(reason);
  });
});
