import { Problem } from '../../../http/problem.js';
import { Pacer } from '../../../jobs/pacer.js';
import type { Temporality } from '../../metric-kind.js';
import { parseAggregation } from '../aggregation.js';
import type { EvaluatedSeries, EvaluationSetting } from '../series-evaluation.js';
import type { SeriesPart } from '../series-part.js';
import { StepGrid } from '../step-grid.js';
import { evaluateHistogram } from './histogram-evaluation.js';

type Row = readonly [name: string, tags: Record<string, string>, ...totals: number[]];

/** When each series has its totals: the first before the range, then one in each of two steps. */
const TIMES = [-30, 30, 90];

function setting(groupBy: string[]): EvaluationSetting {
  return { grid: new StepGrid(0, 120, 60), groupBy, budget: { take: () => {} }, pacer: new Pacer() };
}

async function evaluate(aggregation: string, rows: readonly Row[], groupBy: string[] = [], temporality?: Temporality) {
  const series = rows.map(([name, tags]): EvaluatedSeries & { id: number } => ({
    id: 1,
    name,
    kind: name.endsWith('_min') || name.endsWith('_max') ? 'gauge' : 'counter',
    temporality: temporality ?? 'cumulative',
    tags,
  }));
  const evaluation = await evaluateHistogram('x', parseAggregation(aggregation)!, series, setting(groupBy));
  rows.forEach(([, , ...totals], i) => {
    const part: SeriesPart = {
      samples: () => ({ times: Float64Array.from(TIMES), values: Float64Array.from(totals) }),
    };
    evaluation.add(series[i]!, [part]);
  });
  return (await evaluation.results()).map(({ tags, values }) => [tags, ...values]);
}

const bucket = (le: string, tags: object, ...totals: number[]): Row => ['x_bucket', { le, ...tags }, ...totals];
const CLASSIC: Row[] = [
  bucket('1', {}, 100, 110, 110),
  bucket('2', {}, 200, 220, 230),
  bucket('+Inf', {}, 300, 320, 340),
  ['x_sum', {}, 1000, 1040, 1100],
  ['x_count', {}, 300, 320, 340],
];

describe('evaluateHistogram', () => {
  it.each([
    ['p50', [1, 2]],
    ['p25', [0.5, 1.5]],
    ['p95', [1.9, 2]],
    ['count', [20, 20]],
    ['increase', [20, 20]],
    ['rate', [20 / 0.06, 20 / 0.06]],
    ['sum', [40, 60]],
    ['avg', [2, 3]],
    ['min', [0, 1]],
    ['max', [2, 2]],
  ])('%s of a histogram stored as buckets', async (aggregation, expected) => {
    const [result] = await evaluate(aggregation, CLASSIC);
    expect(result).toEqual([{}, ...expected.map((value) => expect.closeTo(value, 9))]);
  });

  it('takes the least and the greatest value where they are known', async () => {
    const rows: Row[] = [...CLASSIC, ['x_min', {}, 0.1, 0.2, 0.3], ['x_max', {}, 9, 8, 7]];
    expect(await evaluate('min', rows)).toEqual([[{}, 0.2, 0.3]]);
    expect(await evaluate('max', rows)).toEqual([[{}, 8, 7]]);
  });

  it.each(['first', 'last', 'stddev'])('cannot tell %s, but finds nothing where there is nothing', async (name) => {
    await expect(evaluate(name, CLASSIC)).rejects.toThrow(Problem);
    expect(await evaluate(name, [])).toEqual([]);
  });

  it('counts a restart from zero', async () => {
    const rows = [bucket('1', {}, 90, 95, 4), bucket('+Inf', {}, 100, 105, 8)];
    expect(await evaluate('p50', rows)).toEqual([[{}, 0.5, 1]]);
  });

  it('adds up histograms of one group and keeps others apart', async () => {
    const rows = [
      bucket('1', { service: 'a', host: '1' }, 0, 10, 10),
      bucket('2', { service: 'a', host: '1' }, 0, 10, 20),
      bucket('+Inf', { service: 'a', host: '1' }, 0, 10, 20),
      bucket('2', { service: 'a', host: '2' }, 0, 30, 40),
      bucket('+Inf', { service: 'a', host: '2' }, 0, 30, 40),
      bucket('4', { service: 'b' }, 0, 8, 8),
      bucket('+Inf', { service: 'b' }, 0, 8, 16),
    ];
    // Service a, first minute: below 1 are 10 + 15, from 1 to 2 are 15; second: below 1 are 5, from 1 to 2 are 10 + 5.
    expect(await evaluate('p75', rows, ['service', 'le'])).toEqual([
      [{ service: 'a' }, expect.closeTo(1 + 5 / 15, 9), expect.closeTo(1 + 10 / 15, 9)],
      [{ service: 'b' }, 3, 4],
    ]);
  });

  it('takes the growth of delta counters, and bounds that are written differently, for the same', async () => {
    const rows = [
      bucket('1.0', { host: '1' }, 50, 10, 0),
      bucket('+Inf', { host: '1' }, 50, 10, 0),
      bucket('1', { host: '2' }, 50, 0, 4),
      bucket('+Inf', { host: '2' }, 50, 10, 4),
    ];
    expect(await evaluate('p25', rows, [], 'delta')).toEqual([[{}, 0.5, 0.25]]);
  });

  it('reads buckets that are not nested, only those that ever held something', async () => {
    const rows: Row[] = [
      ['x_bucket', { gt: '0', le: '0' }, 0, 10, 10],
      ['x_bucket', { gt: '4', le: '8' }, 0, 10, 30],
    ];
    expect(await evaluate('p50', rows)).toEqual([[{}, 0, 6]]);
    expect(await evaluate('p75', rows)).toEqual([[{}, 6, 7]]);
    expect(await evaluate('max', rows)).toEqual([[{}, 8, 8]]);
  });

  it('has no percentile without the bucket of all observations', async () => {
    expect(await evaluate('p50', [bucket('1', {}, 0, 10, 20), bucket('2', {}, 0, 10, 20)])).toEqual([]);
  });

  it('passes over series that are no buckets', async () => {
    expect(await evaluate('p50', [bucket('many', {}, 0, 1, 2), ['x_bucket', {}, 0, 1, 2]])).toEqual([]);
  });
});
