import { Pacer } from '../../jobs/pacer.js';
import type { MetricResult } from '../evaluation/series-evaluation.js';
import { evaluateExpression } from './evaluate-expression.js';
import { parseExpression } from './parse-expression.js';

const result = (tags: Record<string, string>, ...values: number[]): MetricResult => ({
  tags,
  times: Float64Array.of(0, 60_000, 120_000),
  values: Float64Array.from(values),
});

const named = new Map([
  ['errors', [result({ service: 'a' }, 1, 0, 3), result({ service: 'c' }, 1, 1, 1)]],
  ['requests', [result({ service: 'a' }, 4, 0, Number.NaN), result({ service: 'b' }, 8, 8, 8)]],
  ['total', [result({}, 10, 20, 30)]],
  ['by_both', [result({ x: '1', y: '2' }, 1, 1, 1)]],
  ['by_both_turned', [result({ y: '2', x: '1' }, 2, 2, 2)]],
]);

async function evaluate(text: string) {
  const results = await evaluateExpression(parseExpression(text), named, new Pacer());
  return results.map(({ tags, values }) => [tags, ...values]);
}

describe('evaluateExpression', () => {
  it.each([
    ['errors / requests', [[{ service: 'a' }, 0.25, Number.NaN, Number.NaN]]],
    ['total / 10', [[{}, 1, 2, 3]]],
    ['1 - total / (4 + 6) * 2', [[{}, -1, -3, -5]]],
    ['60 / (total - 10)', [[{}, Number.NaN, 6, 3]]],
    ['total', [[{}, 10, 20, 30]]],
    ['-total', [[{}, -10, -20, -30]]],
    ['errors + total', []],
    ['by_both + by_both_turned', [[{ x: '1', y: '2' }, 3, 3, 3]]],
  ])('%s', async (text, expected) => {
    expect(await evaluate(text)).toEqual(expected);
  });
});
