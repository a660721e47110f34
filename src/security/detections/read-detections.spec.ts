import { stringify } from 'yaml';
import type { Problem } from '../../http/problem.js';
import { readDetections } from './read-detections.js';

const GOOD = {
  name: 'many-logins',
  description: 'Many logins',
  event_type: 'brute_force',
  severity: 'warning',
  kinds: ['authentication_failure'],
  group_by: ['ip_address'],
  capacity: 5,
  leak_seconds: 10,
  blackhole_seconds: 60,
};

function faultsOf(text: string) {
  try {
    readDetections(text);
  } catch (fault) {
    return (fault as Problem).errors;
  }
  return undefined;
}

const withChange = (change: object) => stringify({ detections: [{ ...GOOD, ...change }] });

describe('readDetections', () => {
  it('reads a list, or a map with the list', () => {
    expect(readDetections(stringify([GOOD]))).toEqual([GOOD]);
    expect(readDetections(withChange({}))).toEqual([GOOD]);
  });

  it('tells the path and the line of the first fault of each', () => {
    const filter = [{ field: 'path', any_off: [1] }];
    const text = stringify([{ name: 'bad' }, GOOD, { ...GOOD, name: 'other', filter }, 17]);
    const lineOf = (part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1;
    expect(faultsOf(text)).toEqual([
      { path: '[0].description', message: 'line 1: is missing' },
      { path: '[2].filter.0.any_off', message: `line ${lineOf('any_off') + 1}: is not a known field` },
      { path: '[3]', message: `line ${lineOf('- 17')}: must be object` },
    ]);
  });

  it('tells the line within a detection', () => {
    const lines = withChange({
      filter: [
        { field: 'path', any_of: ['a'] },
        { field: 'pth', any_of: ['a'] },
      ],
    }).split('\n');
    const line = lines.findIndex((each) => each.includes('pth')) + 1;
    expect(faultsOf(lines.join('\n'))![0]!.message).toMatch(`line ${line}: must be one of service, method, route`);
  });

  it.each<[string, object, string]>([
    ['an unknown key', { capacty: 1 }, 'capacty'],
    ['a name that is no slug', { name: 'Many logins' }, 'name'],
    ['another kind', { kinds: ['login'] }, 'kinds.0'],
    ['no group', { group_by: [] }, 'group_by'],
    ['a group twice', { group_by: ['path', 'path'] }, 'group_by'],
    ['the kind as a group', { group_by: ['kind'] }, 'group_by.0'],
    ['no leak', { leak_seconds: 0 }, 'leak_seconds'],
    ['a leak that is no number', { leak_seconds: '10s' }, 'leak_seconds'],
    ['infinite quiet', { blackhole_seconds: Number.POSITIVE_INFINITY }, 'blackhole_seconds'],
    ['half a drop', { capacity: 0.5 }, 'capacity'],
    ['a condition without values', { filter: [{ field: 'path' }] }, 'filter.0'],
    ['a condition with both', { filter: [{ field: 'path', any_of: ['a'], none_of: ['b'] }] }, 'filter.0'],
    ['the distinct field as a group', { distinct: 'ip_address' }, 'distinct'],
    ['a reset by those it counts', { group_by: ['account'], reset_on: ['authentication_failure'] }, 'reset_on'],
    ['a reset of an address', { reset_on: ['authentication_success'] }, 'reset_on'],
    ['a reset by nothing', { group_by: ['account'], reset_on: [] }, 'reset_on'],
    [
      'a reset of too many drops',
      { group_by: ['account'], reset_on: ['authentication_success'], capacity: 1001 },
      'capacity',
    ],
    ['too many distinct values', { distinct: 'path', capacity: 1001 }, 'capacity'],
    [
      'a decision about nobody',
      { decision: { block: { scope: 'user_id', duration_seconds: 1 } } },
      'decision.block.scope',
    ],
    ['a decision of another kind', { decision: { mail: {} } }, 'decision.block'],
    [
      'a test with an unknown field',
      { tests: [{ name: 'a', signals: [{ ip: '::1' }], overflows: 0 }] },
      'tests.0.signals.0.ip',
    ],
    ['a test that expects nothing', { tests: [{ name: 'a', signals: [{}] }] }, 'tests.0.overflows'],
  ])('refuses %s', (_, change, path) => {
    expect(faultsOf(withChange(change))).toEqual([{ path: `detections[0].${path}`, message: expect.any(String) }]);
  });

  it.each([
    ['a name twice', stringify([GOOD, GOOD]), '[1].name'],
    ['the prototype', '- __proto__: { name: a }', 'line 1, column 3'],
    ['a key twice', '- name: a\n  name: b', 'line 2, column 3'],
    ['other keys', 'rules: []', 'rules'],
    ['too many', '- 1\n'.repeat(501), 'detections'],
  ])('refuses %s', (_, text, path) => {
    expect(faultsOf(text)![0]!.path).toBe(path);
  });
});
