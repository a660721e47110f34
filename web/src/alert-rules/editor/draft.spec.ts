import { KINDS, kindOf } from '../kinds.js';
import type { Rule } from '../rule.js';
import { chooseKind } from './choose-kind.js';
import { changesOf, draftOf, EMPTY_DRAFT, requestOf, termsOf } from './draft.js';
import { faultAt, faultsElsewhere, faultsOfRule } from './faults.js';

const rule: Rule = {
  rule_id: '0b0f7c1e-4a3f-4a53-9d3e-6d0a7a3d5f11',
  name: 'High Error Rate',
  description: '',
  metric_name: 'http_requests_total',
  aggregation: 'increase',
  window_seconds: 120,
  matchers: [{ tag: 'status', operator: '=~', value: '5..' }],
  group_by: ['service'],
  divide_by: { metric_name: 'http_requests_total', multiply: 100, minimum: 10 },
  method: null,
  condition: 'gt',
  threshold: 5,
  resolve_threshold: null,
  duration: 300,
  keep_firing_for: 0,
  severity: 'error',
  notification_channels: ['email'],
  escalation_policy: null,
  cooldown_seconds: 300,
  missing_data: 'resolve',
  runbook_url: null,
  labels: { team: 'core' },
  annotations: {},
  enabled: true,
  managed_by: null,
  created_at: '2026-11-28T04:00:00Z',
  updated_at: '2026-11-28T04:00:00Z',
  last_evaluated_at: null,
  last_error: null,
};

describe('a rule being written', () => {
  it('comes out as it went in', () => {
    const request = requestOf(draftOf(rule)) as Record<string, unknown>;
    for (const [term, value] of Object.entries(request)) {
      if (term === 'divide_by') expect(value).toEqual({ ...rule.divide_by, matchers: [] });
      else expect([term, value]).toEqual([term, rule[term as keyof Rule]]);
    }
  });

  it('sends what changed alone', () => {
    const before = draftOf(rule);
    expect(changesOf(before, { ...before, threshold: 10, labels: [...before.labels, ['', '']] })).toEqual({
      threshold: 10,
    });
    expect(changesOf(before, before)).toEqual({});
  });

  it('sends a number that was taken away as null, so that it is refused and not replaced by a default', () => {
    expect(requestOf({ ...draftOf(rule), window_seconds: '', threshold: '' })).toMatchObject({
      window_seconds: null,
      threshold: null,
    });
  });

  it('has no terms while the metric or the limit is missing', () => {
    expect(termsOf(EMPTY_DRAFT)).toBeUndefined();
    expect(termsOf({ ...EMPTY_DRAFT, metric_name: 'a' })).toBeUndefined();
    expect(termsOf({ ...EMPTY_DRAFT, metric_name: 'a', threshold: 0 })).toMatchObject({
      metric_name: 'a',
      threshold: 0,
    });
  });

  it.each(KINDS)('becomes a rule of the kind %s', (kind) => {
    const chosen = chooseKind({ ...draftOf(rule), divide_by: null }, kind);
    expect(kindOf(requestOf(chosen) as Rule)).toBe(kind);
  });

  it('keeps the metric from one kind to the next, and leaves the terms of silence behind', () => {
    const silent = chooseKind({ ...EMPTY_DRAFT, metric_name: 'backup_runs' }, 'absence');
    const plain = chooseKind(silent, 'threshold');
    expect(plain).toMatchObject({ metric_name: 'backup_runs', missing_data: 'keep', aggregation: 'avg' });
  });
});

describe('faults at their fields', () => {
  const faults = faultsOfRule([
    { path: 'rule.threshold', message: 'must be a number' },
    { path: 'rule.matchers[0].tag', message: 'must not be empty' },
    { path: 'rule.method.history', message: 'is too short' },
    { path: 'backtest_days', message: 'must not be greater than 90' },
  ]);

  it.each([
    ['threshold', 'must be a number'],
    ['matchers', 'must not be empty'],
    ['method.history', 'is too short'],
    ['method.horizon', undefined],
    ['thresholds', undefined],
  ])('%s: %s', (path, words) => expect(faultAt(faults, path)).toBe(words));

  it('tells those that have no field', () => {
    expect(faultsElsewhere(faults, ['threshold', 'matchers', 'method'])).toEqual([
      { path: 'backtest_days', message: 'must not be greater than 90' },
    ]);
  });
});
