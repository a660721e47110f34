import type { RuleTerms } from '../rule.js';
import { changeAgainst, tagFilter, valueQuestion } from './value-question.js';

const HOUR = { from: 0, to: 3_600_000 };
const WEEK = { from: 0, to: 7 * 86_400_000 };
const base: RuleTerms = {
  metric_name: 'requests',
  aggregation: 'increase',
  window_seconds: 60,
  matchers: [],
  group_by: ['service'],
  divide_by: null,
  method: null,
  condition: 'gt',
  threshold: 5,
  duration: 0,
  missing_data: 'keep',
};

describe('what a chart of a rule asks', () => {
  it('asks in steps of the window where they fit, and says so where they do not', () => {
    expect(valueQuestion(base, HOUR)).toMatchObject({ stepSeconds: 60, note: undefined, isCompared: true });
    const week = valueQuestion(base, WEEK)!;
    expect(week.stepSeconds).toBe(1680);
    expect(week.note?.replaceAll('\u00a0', ' ')).toBe('Each point covers 28 min; the rule looks at 1 min at a time.');
  });

  it('asks for the groups nearest to the limit', () => {
    expect(valueQuestion(base, HOUR)?.queries[0]).toMatchObject({ top: 8 });
    expect(valueQuestion({ ...base, condition: 'lt' }, HOUR)?.queries[0]).toMatchObject({ bottom: 8 });
  });

  it('divides', () => {
    const divide_by = { metric_name: 'all', multiply: 100 };
    const question = valueQuestion({ ...base, divide_by }, HOUR)!;
    expect(question.queries.map(({ name }) => name)).toEqual(['part', 'whole', 'value']);
    expect(question.queries[1]).toMatchObject({ metric_name: 'all', aggregation: 'increase', group_by: ['service'] });
    expect(question.queries[2]).toMatchObject({ expression: 'part / whole * 100' });
  });

  it('shows a burn rate as a multiple of the budget', () => {
    const method = { type: 'burn_rate', objective: 99.9, long_window: 3600, short_window: 300 } as const;
    const question = valueQuestion({ ...base, divide_by: { metric_name: 'all' }, method }, HOUR)!;
    expect(question.stepSeconds).toBe(300);
    expect(question.queries[2]).toMatchObject({ expression: 'part / whole * 1000' });
  });

  it('draws no limit for an anomaly, and asks nothing for errors', () => {
    expect(valueQuestion({ ...base, method: { type: 'anomaly' } }, HOUR)?.isCompared).toBe(false);
    expect(
      valueQuestion({ ...base, metric_name: null, method: { type: 'error_groups', events: ['new'] } }, HOUR),
    ).toBeUndefined();
  });
});

describe('tag filters', () => {
  it.each([
    [[], undefined],
    [[{ tag: 'status', operator: '=~', value: '5..' }], 'status=~5..'],
    [
      [
        { tag: 'a', operator: '=', value: 'x,y' },
        { tag: 'b', operator: '!=', value: '' },
      ],
      'a="x,y",b!=',
    ],
    [[{ tag: 'a', operator: '=', value: 'say "\\d"' }], 'a="say \\"\\\\d\\""'],
  ] as const)('%j', (matchers, text) => expect(tagFilter(matchers)).toBe(text));
});

describe('a change against before', () => {
  const group = (service: string, ...values: (number | null)[]) => ({
    tags: { service },
    points: values.map((value, index) => ({ timestamp: `t${index}`, value })),
  });
  const valuesOf = (as: 'percent' | 'difference') =>
    changeAgainst([group('a', 50, 3, 5, null)], [group('b', 1), group('a', 100, 0, null, 2)], as)[0]!.points.map(
      ({ value }) => value,
    );

  it('is in percent of what was then; nothing then is nothing now', () => {
    expect(valuesOf('percent')).toEqual([-50, null, null, null]);
  });

  it('or what came on top', () => expect(valuesOf('difference')).toEqual([-50, 3, null, null]));
});
