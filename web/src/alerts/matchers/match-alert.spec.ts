import type { Alert, Matcher, Silence } from '../alert.js';
import { matchersOf, meetsAll, muteOf } from './match-alert.js';

const alert = (changes: Partial<Alert> = {}) =>
  ({
    name: 'High CPU Usage',
    severity: 'warning',
    source: 'rule',
    rule_id: null,
    labels: { team: 'platform' },
    tags: { host: 'web-1' },
    suppressed_by: null,
    ...changes,
  }) as Alert;
const matcher = (tag: string, operator: Matcher['operator'], value: string): Matcher => ({ tag, operator, value });

describe('an alert', () => {
  it.each<[string, Matcher[], boolean]>([
    ['its tag', [matcher('host', '=', 'web-1')], true],
    ['its label', [matcher('team', '=', 'platform')], true],
    ['its name', [matcher('name', '=', 'High CPU Usage')], true],
    ['only a part of its name', [matcher('name', '=~', 'High')], false],
    ['a pattern of its name', [matcher('name', '=~', 'High.*')], true],
    ['a pattern it must not match', [matcher('host', '!~', 'db-.*')], true],
    ['what it does not have', [matcher('service', '=', '')], true],
    ['another value', [matcher('host', '!=', 'web-1')], false],
    ['one of two', [matcher('host', '=', 'web-1'), matcher('severity', '=', 'critical')], false],
    ['no pattern at all', [matcher('host', '=~', '(')], false],
    ['the name of a method of every object', [matcher('constructor', '=', '')], true],
  ])('is compared with %s', (_, matchers, expected) => {
    expect(meetsAll(matchers, alert())).toBe(expected);
  });

  it('is muted by what the service says, or by a silence made since', () => {
    const silence = { silence_id: 's', status: 'active', comment: 'moving', matchers: [matcher('host', '=', 'web-1')] };
    const inhibition = { kind: 'inhibition', id: 'i', reason: 'the worse one' } as const;
    expect(muteOf(alert(), [silence as Silence])).toEqual({ kind: 'silence', id: 's', reason: 'moving' });
    expect(muteOf(alert({ suppressed_by: inhibition }), [silence as Silence])).toBe(inhibition);
    expect(muteOf(alert(), [{ ...silence, status: 'pending' } as Silence])).toBeUndefined();
    expect(muteOf(alert({ tags: {} }), [silence as Silence])).toBeUndefined();
  });

  it('is silenced by its name and tags, several by what they have in common', () => {
    const other = alert({ name: 'Slow (p95)', tags: { host: 'web-2', service: 'billing' } });
    expect(matchersOf([alert()])).toEqual([matcher('name', '=', 'High CPU Usage'), matcher('host', '=', 'web-1')]);
    const common = matchersOf([alert(), other]);
    expect(common).toEqual([
      matcher('name', '=~', 'High CPU Usage|Slow \\(p95\\)'),
      matcher('host', '=~', 'web-1|web-2'),
    ]);
    expect([alert(), other].every((one) => meetsAll(common, one))).toBe(true);
    expect(matchersOf([])).toEqual([]);
  });
});
