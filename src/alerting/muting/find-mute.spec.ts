import type { MatchOperator } from '../rules/matcher.js';
import { findInhibition, findMute } from './find-mute.js';
import type { MatchableAlert } from './match-alert.js';

const alert = (name: string, tags: Record<string, string> = {}): MatchableAlert => ({
  name,
  severity: 'warning',
  source: 'rule',
  ruleId: 'r1',
  labels: { team: 'payments' },
  tags,
});
const matches = (pattern: string, value: string) => new RegExp(`^(?:${pattern})$`).test(value);
const matcher = (tag: string, operator: MatchOperator, value: string) => ({ tag, operator, value });

describe('findMute', () => {
  const firing = alert('Slow', { service: 'billing' });

  it.each<[string, MatchOperator, string, boolean]>([
    ['service', '=', 'billing', true],
    ['service', '=', 'bill', false],
    ['service', '!=', 'billing', false],
    ['service', '=~', 'bill.*', true],
    ['service', '=~', 'bill', false],
    ['service', '!~', 'bill', true],
    ['name', '=', 'Slow', true],
    ['severity', '=', 'warning', true],
    ['source', '!=', 'manual', true],
    ['rule_id', '=', 'r1', true],
    ['team', '=', 'payments', true],
    ['absent', '=', '', true],
    ['absent', '!=', 'x', true],
    ['toString', '=', '', true],
  ])('%s %s %s: %s', (tag, operator, value, isMuted) => {
    const mute = { kind: 'silence' as const, id: 's1', reason: 'why', matchers: [matcher(tag, operator, value)] };
    expect(findMute([mute], firing, matches)).toEqual(isMuted ? { kind: 'silence', id: 's1', reason: 'why' } : null);
  });

  it('asks for every matcher', () => {
    const matchers = [matcher('service', '=', 'billing'), matcher('severity', '=', 'critical')];
    expect(findMute([{ kind: 'silence', id: 's1', reason: '', matchers }], firing, matches)).toBeNull();
  });
});

describe('findInhibition', () => {
  const rule = {
    inhibitionRuleId: 'i1',
    comment: 'the same',
    sourceMatchers: [matcher('name', '=~', 'Critical.*')],
    targetMatchers: [matcher('name', '=~', '.*CPU')],
    equal: ['host'],
  };
  const high = alert('High CPU', { host: 'a' });

  it.each<[string, MatchableAlert, MatchableAlert[], boolean]>([
    ['the same host', high, [alert('Critical', { host: 'a' })], true],
    ['another host', high, [alert('Critical', { host: 'b' })], false],
    ['no source', high, [alert('Other', { host: 'a' })], false],
    ['no target', alert('High Memory', { host: 'a' }), [alert('Critical', { host: 'a' })], false],
    ['the tag is absent on both', alert('High CPU'), [alert('Critical')], true],
    ['both are both', alert('Critical CPU', { host: 'a' }), [alert('Critical other CPU', { host: 'a' })], false],
    ['nothing fires', high, [], false],
  ])('%s', (_, target, firing, isHidden) => {
    expect(findInhibition([rule], target, firing, matches)?.id).toBe(isHidden ? 'i1' : undefined);
  });
});
