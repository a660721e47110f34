import type { AlertRule } from './alert-rule.entity.js';
import { changedTerms, measuresAnother } from './rule-changes.js';

const rule = {
  name: 'High CPU Usage',
  metricName: 'system_cpu_usage',
  aggregation: 'avg',
  matchers: [{ tag: 'host', operator: '=~', value: 'web-.*' }],
  groupBy: ['host'],
  divideBy: null,
  method: null,
  threshold: 80,
  duration: 300,
} as unknown as AlertRule;

describe('changedTerms', () => {
  it('tells what really changes', () => {
    expect(changedTerms(rule, { threshold: 70, duration: 300, groupBy: ['host'] })).toEqual({
      threshold: 70,
    });
  });
});

describe('measuresAnother', () => {
  it.each([
    { change: { threshold: 1 }, expected: false },
    { change: { duration: 0, name: 'x' }, expected: false },
    { change: { matchers: [{ tag: 'host', operator: '=~', value: 'web-.*' }] }, expected: false },
    { change: { matchers: [] }, expected: true },
    { change: { groupBy: [] }, expected: true },
    { change: { aggregation: 'max' }, expected: true },
    { change: { metricName: 'load' }, expected: true },
    { change: { divideBy: { metric_name: 'cores' } }, expected: true },
    { change: { method: { type: 'change', offset: 86_400 } }, expected: true },
  ])('$change → $expected', ({ change, expected }) => {
    expect(measuresAnother(rule, { ...rule, ...change } as AlertRule)).toBe(expected);
  });
});
