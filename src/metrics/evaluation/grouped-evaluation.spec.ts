import fc from 'fast-check';
import { Pacer } from '../../jobs/pacer.js';
import { buildChunks } from '../chunks/build-chunks.js';
import { decodeSamples } from '../codec/sample-codec.js';
import { isState, type MetricKind, type Temporality } from '../metric-kind.js';
import { mergeSamples } from '../samples/merge-samples.js';
import type { Samples } from '../samples/samples.js';
import { parseAggregation } from './aggregation.js';
import { GroupedEvaluation } from './grouped-evaluation.js';
import type { EvaluationSetting } from './series-evaluation.js';
import type { SeriesPart } from './series-part.js';
import { StepGrid } from './step-grid.js';

type Row = readonly [time: number, value: number, count?: number];

function samplesOf(rows: readonly Row[]): Samples {
  return {
    times: Float64Array.from(rows, ([time]) => time),
    values: Float64Array.from(rows, ([, value]) => value),
    counts: rows.some(([, , count]) => count !== undefined) ? Float64Array.from(rows, ([, , c]) => c ?? 1) : undefined,
  };
}

/** As the reader gives what is in no chunk yet: ascending in time. */
const loose = (rows: readonly Row[], lastWins = false): SeriesPart => ({
  samples: () => mergeSamples([samplesOf(rows)], lastWins),
});

function chunked(rows: readonly Row[], lastWins: boolean): SeriesPart[] {
  if (rows.length === 0) return [];
  const chunks = buildChunks(1, mergeSamples([samplesOf(rows)], lastWins));
  return chunks.map((summary) => ({ summary, samples: () => decodeSamples(summary.columns) }));
}

function setting(groupBy: string[] = [], stepMs?: number): EvaluationSetting {
  return { grid: new StepGrid(0, 100, stepMs), groupBy, budget: { take: () => {} }, pacer: new Pacer() };
}

interface Given {
  kind?: MetricKind;
  temporality?: Temporality;
  aggregation: string;
  parts: SeriesPart[];
  stepMs?: number;
}

async function evaluate({
  kind = 'gauge',
  temporality = 'delta',
  aggregation,
  parts,
  stepMs,
}: Given): Promise<number[]> {
  const evaluation = new GroupedEvaluation(parseAggregation(aggregation)!, setting([], stepMs));
  evaluation.add({ name: 'm', kind, temporality, tags: {} }, parts);
  const [result] = await evaluation.results();
  return Array.from(result?.values ?? []);
}

describe('GroupedEvaluation', () => {
  const gauge: Row[] = [
    [0, 4],
    [10, 8],
    [50, 1],
    [60, 3],
    [99, 5],
    [100, 99],
  ];
  it.each([
    ['avg', [6, 3]],
    ['sum', [12, 9]],
    ['min', [4, 1]],
    ['max', [8, 5]],
    ['count', [2, 3]],
    ['first', [4, 1]],
    ['last', [8, 5]],
    ['stddev', [2, Math.sqrt(8 / 3)]],
    ['p50', [6, 3]],
    ['p0', [4, 1]],
    ['p100', [8, 5]],
    ['p75', [7, 4]],
  ])('%s of a gauge in two steps, the end excluded', async (aggregation, expected) => {
    expect(await evaluate({ aggregation, parts: [loose(gauge)], stepMs: 50 })).toEqual(expected);
  });

  it('weights observations of a histogram by their counts', async () => {
    const parts = [
      loose([
        [1, 10, 97],
        [2, 1000, 3],
      ]),
    ];
    const of = (aggregation: string) => evaluate({ kind: 'histogram', aggregation, parts });
    expect(await of('count')).toEqual([100]);
    expect(await of('avg')).toEqual([39.7]);
    expect(await of('stddev')).toEqual([expect.closeTo(Math.sqrt((97 * 29.7 ** 2 + 3 * 960.3 ** 2) / 100), 9)]);
    expect(await of('p95')).toEqual([10]);
    expect(await of('p99')).toEqual([1000]);
    expect(await of('rate')).toEqual([1000]); // 100 observations in a tenth of a second
  });

  it.each([
    [
      'delta counter',
      'counter',
      'delta',
      [
        [0, 1],
        [5, 2],
        [5, 3],
        [60, 4],
      ],
      [6, 4],
    ],
    [
      'cumulative counter with a restart',
      'counter',
      'cumulative',
      [
        [-5, 100],
        [5, 103],
        [49, 2],
        [51, 7],
      ],
      [5, 5],
    ],
    [
      'cumulative counter without a sample before',
      'counter',
      'cumulative',
      [
        [5, 103],
        [60, 110],
      ],
      [Number.NaN, 7],
    ],
    [
      'gauge that falls',
      'gauge',
      'delta',
      [
        [0, 10],
        [10, 4],
        [60, 6],
      ],
      [-6, 2],
    ],
  ] as const)('increase of a %s', async (_, kind, temporality, rows, expected) => {
    expect(await evaluate({ kind, temporality, aggregation: 'increase', parts: [loose(rows)], stepMs: 50 })).toEqual(
      expected,
    );
  });

  it('divides the rate of the shorter last step by its own length', async () => {
    const parts = [
      loose([
        [10, 7],
        [90, 3],
      ]),
    ];
    expect(await evaluate({ kind: 'counter', aggregation: 'rate', parts, stepMs: 70 })).toEqual([100, 100]);
  });

  it('lets the last written state of an instant win, and counts every event', async () => {
    const parts = [
      ...chunked(
        [
          [10, 1],
          [20, 2],
        ],
        true,
      ),
      loose([[20, 7]]),
    ];
    expect(await evaluate({ aggregation: 'sum', parts })).toEqual([8]);
    expect(await evaluate({ kind: 'counter', aggregation: 'sum', parts })).toEqual([10]);
  });

  it('takes values that are no number for no data', async () => {
    expect(
      await evaluate({
        aggregation: 'avg',
        parts: [
          loose([
            [1, Number.NaN],
            [2, 4],
          ]),
        ],
      }),
    ).toEqual([4]);
    expect(await evaluate({ aggregation: 'max', parts: [loose([[1, Number.NaN]])] })).toEqual([]);
  });

  it('keeps a small deviation of large values, as sums of squares would not', async () => {
    const parts = [loose([1, 2, 3].map((i) => [i, 1e9 + i] as const))];
    expect(await evaluate({ aggregation: 'stddev', parts })).toEqual([expect.closeTo(Math.sqrt(2 / 3), 9)]);
  });

  it('takes the first and the last value of a group by their times, whatever the order of the series', async () => {
    const ends = async (aggregation: 'first' | 'last') => {
      const evaluation = new GroupedEvaluation({ name: aggregation }, setting());
      for (const rows of [
        [
          [5, 1],
          [60, 2],
        ],
        [
          [2, 3],
          [70, 4],
        ],
        [
          [2, 5],
          [9, 6],
        ],
      ] as const) {
        evaluation.add({ name: 'm', kind: 'gauge', temporality: 'delta', tags: {} }, chunked(rows, true));
      }
      return (await evaluation.results())[0]!.values[0];
    };
    expect(await ends('first')).toBe(3);
    expect(await ends('last')).toBe(4);
  });

  it('groups by tags, leaving out those a series does not have', async () => {
    const evaluation = new GroupedEvaluation({ name: 'sum' }, setting(['a', 'b']));
    const add = (tags: Record<string, string>, value: number) =>
      evaluation.add({ name: 'm', kind: 'gauge', temporality: 'delta', tags }, [loose([[1, value]])]);
    add({ a: 'x', c: '1' }, 1);
    add({ a: 'x', c: '2' }, 2);
    add({ a: 'y', b: 'z' }, 4);
    const groups = (await evaluation.results()).map(({ tags, values }) => [tags, ...values]);
    expect(groups).toEqual([
      [{ a: 'x' }, 3],
      [{ a: 'y', b: 'z' }, 4],
    ]);
  });

  const row = fc.tuple(
    fc.integer({ min: -20, max: 119 }),
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: 1, max: 3 }),
  );
  const kind = fc.constantFrom<MetricKind>('gauge', 'counter', 'histogram', 'summary');
  const aggregation = fc.constantFrom(
    'avg',
    'sum',
    'min',
    'max',
    'count',
    'first',
    'last',
    'stddev',
    'rate',
    'increase',
    'p90',
  );
  it('answers the same from chunks and their summaries as from the samples themselves', async () => {
    await fc.assert(
      fc.asyncProperty(
        kind,
        aggregation,
        fc.array(fc.array(row, { minLength: 1 }), { maxLength: 4 }),
        fc.nat(60),
        async (k, a, writes, stepMs) => {
          const given = { kind: k, aggregation: a, stepMs: stepMs + 5 };
          const lastWins = isState({ kind: k, temporality: 'delta' });
          const whole = await evaluate({ ...given, parts: writes.length > 0 ? [loose(writes.flat(), lastWins)] : [] });
          const parts = writes.flatMap((rows, i) => (i % 2 ? [loose(rows, lastWins)] : chunked(rows, lastWins)));
          const actual = await evaluate({ ...given, parts });
          // Events of one instant have no order, so the last among them may be any.
          if ((a === 'first' || a === 'last') && !lastWins) expect(actual.length).toBe(whole.length);
          else expect(actual).toEqual(whole.map((value) => (Number.isNaN(value) ? value : expect.closeTo(value, 9))));
        },
      ),
    );
  });
});

describe('parseAggregation', () => {
  it.each([
    ['avg', { name: 'avg' }],
    ['p99.9', { name: 'percentile', fraction: 0.9990000000000001 }],
    ['p0', { name: 'percentile', fraction: 0 }],
    ['p101', undefined],
    ['p', undefined],
    ['median', undefined],
    ['p-1', undefined],
    ['constructor', undefined],
  ])('%s', (text, expected) => {
    const actual = parseAggregation(text);
    if (expected && 'fraction' in expected)
      expect(actual).toMatchObject({ fraction: expect.closeTo(expected.fraction) });
    else expect(actual).toEqual(expected);
  });
});
