import { spell } from '../../format/quantity.js';
import { judgedFormat, limitInWords } from './judged-format.js';
import type { Terms } from './measure-rule.js';

const terms = (changes: Partial<Terms>): Terms => ({
  metric_name: 'm',
  aggregation: 'avg',
  window_seconds: 60,
  matchers: [],
  group_by: [],
  divide_by: null,
  method: null,
  ...changes,
});
const spelled = (text: string) => text.replaceAll('\u00a0', ' ');

describe('a value that a rule judges', () => {
  it.each<[string, Partial<Terms> | undefined, string | null, string]>([
    ['a percentage', {}, 'percent', '12.5 %'],
    ['a duration', { aggregation: 'p95' }, 'ms', '13 ms'],
    ['a ratio in percent', { divide_by: { metric_name: 'all', multiply: 100 } }, null, '12.5 %'],
    ['a plain ratio', { divide_by: { metric_name: 'all' } }, null, '12.5'],
    ['a rate', { aggregation: 'rate' }, null, '12.5/s'],
    ['a change in percent', { method: { type: 'change', offset: 86_400 } }, 'ms', '12.5 %'],
    ['a change in its own unit', { method: { type: 'change', offset: 86_400, as: 'difference' } }, 'ms', '13 ms'],
    ['of an alert without a rule', undefined, undefined as unknown as null, '12.5'],
  ])('is spelled as %s', (_, changes, unit, expected) => {
    expect(spelled(spell(judgedFormat(changes && terms(changes), unit)(12.5)))).toBe(expected);
  });

  it('is compared in words', () => {
    const format = judgedFormat(terms({}), 'percent');
    expect(spelled(limitInWords({ condition: 'gt', threshold: 80 }, format)!)).toBe('above 80 %');
    expect(limitInWords({ condition: null, threshold: 80 }, format)).toBeUndefined();
  });
});
