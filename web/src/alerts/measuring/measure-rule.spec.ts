import type { Alert, AlertRule } from '../alert.js';
import { questionsOf, stepOf, type Terms, termsOf, thresholdOn, valuesOf } from './measure-rule.js';

const HOUR_MS = 3_600_000;
const terms = (changes: Partial<Terms> = {}): Terms => ({
  metric_name: 'http_requests_total',
  aggregation: 'increase',
  window_seconds: 120,
  matchers: [{ tag: 'status', operator: '=~', value: '5..' }],
  group_by: ['service'],
  divide_by: { metric_name: 'http_requests_total', multiply: 100, minimum: 10 },
  method: null,
  ...changes,
});
const answer = (unit: string | null, items: { tags: Record<string, string>; points: [string, number | null][] }[]) => ({
  metric_name: 'm',
  aggregation: 'increase',
  unit,
  start_time: '',
  end_time: '',
  step_seconds: 120,
  next_cursor: null,
  items: items.map(({ tags, points }) => ({
    tags,
    points: points.map(([timestamp, value]) => ({ timestamp, value })),
  })),
});

describe('what a rule measures', () => {
  it('is asked as the rule asks it, for one group or for all', () => {
    expect(questionsOf(terms(), HOUR_MS, { service: 'a, b' })).toEqual({
      part: {
        metric_name: 'http_requests_total',
        aggregation: 'increase',
        tags: 'status=~5.., service="a, b"',
        group_by: 'service',
        step: '120s',
      },
      whole: {
        metric_name: 'http_requests_total',
        aggregation: 'increase',
        tags: 'service="a, b"',
        group_by: 'service',
        step: '120s',
      },
    });
    const { part, whole } = questionsOf(terms({ divide_by: null, matchers: [], group_by: [] }), HOUR_MS);
    expect(part).toEqual({ metric_name: 'http_requests_total', aggregation: 'increase', step: '120s' });
    expect(whole).toBeUndefined();
  });

  it('has a point for each window of the rule, and never more than a chart can show', () => {
    expect(stepOf(terms(), HOUR_MS)).toBe(120);
    expect(stepOf(terms({ window_seconds: 60 }), 30 * 24 * HOUR_MS)).toBe(5184);
  });

  it('of an alert is that of its rule, or the metric an alert raised by hand names', () => {
    const manual = { rule_id: null, metric_name: 'queue_length', tags: { queue: 'mail' } } as unknown as Alert;
    expect(termsOf(manual, undefined)).toMatchObject({
      metric_name: 'queue_length',
      matchers: [{ tag: 'queue', operator: '=', value: 'mail' }],
    });
    expect(termsOf({ ...manual, metric_name: null }, undefined)).toBeUndefined();
    expect(termsOf({ ...manual, rule_id: 'gone' }, undefined)).toBeUndefined();
    expect(termsOf(manual, { metric_name: null } as AlertRule)).toBeUndefined();
  });
});

describe('the values of a group', () => {
  const tags = { service: 'billing' };
  const whole = answer(null, [
    {
      tags,
      points: [
        ['1', 50],
        ['2', 100],
        ['3', 5],
        ['4', null],
      ],
    },
  ]);

  it('are quotients where the rule divides, 0 without a dividend, nothing where there is too little', () => {
    const part = answer(null, [{ tags, points: [['1', 10]] }]);
    expect(valuesOf(terms(), tags, part, whole)).toEqual({
      timestamps: ['1', '2', '3', '4'],
      values: [20, 0, null, null],
    });
    expect(valuesOf(terms(), tags, answer(null, []), whole).values).toEqual([0, 0, null, null]);
  });

  it('are those of the group and no other', () => {
    const part = answer('ms', [
      { tags: { service: 'other' }, points: [['1', 1]] },
      { tags, points: [['1', 2]] },
    ]);
    expect(valuesOf(terms({ divide_by: null }), tags, part, undefined)).toEqual({ timestamps: ['1'], values: [2] });
    expect(valuesOf(terms({ divide_by: null }), { service: 'none' }, part, undefined).values).toEqual([]);
  });
});

describe('the threshold on the chart', () => {
  it.each<[string, Partial<Terms>, number, number | undefined]>([
    ['of a ratio', {}, HOUR_MS, 5],
    ['of an average', { divide_by: null, aggregation: 'avg' }, 3000 * HOUR_MS, 5],
    ['of an increase over the window', { divide_by: null }, HOUR_MS, 5],
    ['of an increase, with points over longer than the window', { divide_by: null }, 3000 * HOUR_MS, undefined],
    ['of a forecast', { method: { type: 'forecast', history: 3600, horizon: 60 } }, HOUR_MS, undefined],
  ])('%s', (_, changes, span, expected) => {
    expect(thresholdOn(terms(changes), 5, span)).toBe(expected);
  });

  it('of a burn rate is the share of failures at which the budget burns so fast', () => {
    const burning = terms({ method: { type: 'burn_rate', objective: 99, long_window: 3600, short_window: 300 } });
    expect(thresholdOn(burning, 14, HOUR_MS)).toBe(14);
    expect(thresholdOn(burning, null, HOUR_MS)).toBeUndefined();
  });
});
