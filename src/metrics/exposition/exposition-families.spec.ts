import { ValueDistribution } from '../evaluation/value-distribution.js';
import type { MetricSeries } from '../series/metric-series.js';
import { ExposedRoles } from './exposed-roles.js';
import { ExposedFamilies, type SeriesState } from './exposition-families.js';
import type { ExpositionFormat } from './exposition-format.js';
import { familyTexts } from './exposition-text.js';

type Given = Partial<MetricSeries> & Omit<Partial<SeriesState>, 'series'>;

function collect(given: Given[]): ExposedFamilies {
  const states = given.map(({ value = 1, observations, recent, ...series }) => ({
    series: { id: 1, name: 'm', kind: 'gauge', temporality: 'delta', unit: null, source: null, tags: {}, ...series },
    value,
    observations,
    recent,
  })) as SeriesState[];
  const families = new ExposedFamilies(new ExposedRoles(states.map(({ series }) => series)));
  for (const state of states) families.add(state);
  return families;
}

const lines = (families: ExposedFamilies, format: ExpositionFormat = 'text') =>
  [...families.sorted()]
    .flatMap((family) => [...familyTexts(family, format)])
    .join('')
    .trimEnd()
    .split('\n');
const withoutHelp = (all: string[]) => all.filter((line) => !line.startsWith('# HELP'));
const counter = (name: string, value: number, tags: Record<string, string> = {}): Given => ({
  name,
  kind: 'counter',
  value,
  tags,
});
const bucket = (value: number, tags: Record<string, string>, name = 'h_bucket') => counter(name, value, tags);

describe('ExposedFamilies', () => {
  it('exposes counters and gauges by name', () => {
    const families = collect([
      { name: 'system_cpu_usage', unit: 'percent', value: 45.2 },
      { ...counter('http_requests_total', 1247, { method: 'GET' }), source: 'api' },
    ]);
    expect(lines(families)).toEqual([
      '# HELP http_requests_total http_requests: total since first seen',
      '# TYPE http_requests_total counter',
      'http_requests_total{method="GET",source="api"} 1247',
      '# HELP system_cpu_usage system_cpu_usage (percent): last value',
      '# TYPE system_cpu_usage gauge',
      'system_cpu_usage 45.2',
    ]);
  });

  it('exposes a histogram of observations as a summary', () => {
    const recent = new ValueDistribution();
    for (let i = 1; i <= 101; i++) recent.add(i, 1);
    const tags = { quantile: 'mine' };
    const families = collect([{ kind: 'histogram', tags, value: 9000, observations: 300, recent }]);
    expect(lines(families).slice(1)).toEqual([
      '# TYPE m summary',
      'm{exported_quantile="mine",quantile="0.5"} 51',
      'm{exported_quantile="mine",quantile="0.9"} 91',
      'm{exported_quantile="mine",quantile="0.95"} 96',
      'm{exported_quantile="mine",quantile="0.99"} 100',
      'm_sum{exported_quantile="mine"} 9000',
      'm_count{exported_quantile="mine"} 300',
    ]);
  });

  const histogram = (les: [string, number][], ...rest: string[]) => [
    '# TYPE h histogram',
    ...les.map(([le, value]) => `h_bucket{le="${le}"} ${value}`),
    ...rest,
  ];
  it.each<[string, ExpositionFormat, Given[], string[]]>([
    [
      'buckets in ascending order',
      'text',
      [
        counter('h_count', 9),
        bucket(9, { le: '+Inf' }),
        bucket(7, { le: '10' }),
        bucket(4, { le: '2.50' }),
        counter('h_sum', 50),
      ],
      histogram(
        [
          ['2.5', 4],
          ['10', 7],
          ['+Inf', 9],
        ],
        'h_sum 50',
        'h_count 9',
      ),
    ],
    [
      'canonical bounds in OpenMetrics',
      'openmetrics',
      [bucket(1, { le: '0.00001' }), bucket(2, { le: '1' }), bucket(3, { le: '2500000' }), counter('h_sum', 5)],
      histogram(
        [
          ['1e-05', 1],
          ['1.0', 2],
          ['2.5e+06', 3],
          ['+Inf', 3],
        ],
        'h_sum 5',
        'h_count 3',
      ),
    ],
    [
      'what the count says above the last bound',
      'text',
      [bucket(3, { le: '1' }), counter('h_count', 5)],
      histogram(
        [
          ['1', 3],
          ['+Inf', 5],
        ],
        'h_count 5',
      ),
    ],
    [
      'no count without a sum in OpenMetrics',
      'openmetrics',
      [bucket(3, { le: '1' }), counter('h_count', 5)],
      histogram([
        ['1.0', 3],
        ['+Inf', 5],
      ]),
    ],
    [
      'no sum of negative observations in OpenMetrics',
      'openmetrics',
      [bucket(3, { le: '-1' }), counter('h_count', 5), counter('h_sum', -7)],
      histogram([
        ['-1.0', 3],
        ['+Inf', 5],
      ]),
    ],
    [
      'exponential buckets, nested',
      'text',
      [
        bucket(5, { gt: '2', le: '4' }),
        bucket(2, { gt: '0', le: '0' }),
        bucket(3, { gt: '1', le: '2' }),
        counter('h_count', 10),
        counter('h_sum', 30),
      ],
      histogram(
        [
          ['0', 2],
          ['2', 5],
          ['4', 10],
          ['+Inf', 10],
        ],
        'h_sum 30',
        'h_count 10',
      ),
    ],
    [
      'buckets that fall are held',
      'text',
      [bucket(5, { le: '1' }), bucket(4, { le: '2' }), bucket(6, { le: '+Inf' })],
      histogram(
        [
          ['1', 5],
          ['2', 5],
          ['+Inf', 6],
        ],
        'h_count 6',
      ),
    ],
    [
      'only a count: its buckets were over the limit',
      'text',
      [bucket(2, { le: '1', a: 'x' }), counter('h_count', 4)],
      [
        '# TYPE h histogram',
        'h_bucket{a="x",le="1"} 2',
        'h_bucket{a="x",le="+Inf"} 2',
        'h_count{a="x"} 2',
        'h_bucket{le="+Inf"} 4',
        'h_count 4',
      ],
    ],
    [
      'a bucket without a bound is a counter',
      'text',
      [bucket(2, { le: 'x' })],
      ['# TYPE h_bucket_total counter', 'h_bucket_total{le="x"} 2'],
    ],
  ])('exposes classic histograms: %s', (_, format, given, expected) => {
    expect(withoutHelp(lines(collect(given), format))).toEqual(expected);
  });

  it('exposes reported quantiles with their sum and count as a summary, others as untyped', () => {
    const given: Given[] = [
      { name: 's', kind: 'summary', tags: { quantile: '0.99' }, value: 8 },
      { name: 's', kind: 'summary', tags: { quantile: '0.5' }, value: 3 },
      counter('s_sum', 70),
      counter('s_count', 20),
      { name: 'other', kind: 'summary', tags: { quantile: 'most' }, value: 5 },
    ];
    expect(withoutHelp(lines(collect(given)))).toEqual([
      '# TYPE other untyped',
      'other{quantile="most"} 5',
      '# TYPE s summary',
      's{quantile="0.5"} 3',
      's{quantile="0.99"} 8',
      's_sum 70',
      's_count 20',
    ]);
    expect(lines(collect(given), 'openmetrics')).toContain('# TYPE other unknown');
  });

  it('takes the unit of a histogram from its sum, and its name as recorded', () => {
    const families = collect([
      bucket(1, { le: '1' }, 'http.duration.seconds_bucket'),
      { ...counter('http.duration.seconds_sum', 1), unit: 'seconds' },
    ]);
    expect(lines(families, 'openmetrics').slice(0, 3)).toEqual([
      '# HELP http_duration_seconds http.duration.seconds (seconds): observations since first seen, by bucket',
      '# TYPE http_duration_seconds histogram',
      '# UNIT http_duration_seconds seconds',
    ]);
  });

  it.each<[string, Given[], string[], number]>([
    [
      'a name of two types',
      [{ name: 'a.b' }, counter('a_b', 3)],
      ['# TYPE a_b gauge', 'a_b 1', '# TYPE a_b_counter_total counter', 'a_b_counter_total 3'],
      0,
    ],
    ['two series of one name and no labels', [{ name: 'a.b' }, { name: 'a_b' }], ['# TYPE a_b gauge', 'a_b 1'], 1],
    [
      'a counter recorded with and without _total',
      [counter('a', 1), counter('a_total', 2), counter('a.total', 3)],
      ['# TYPE a_total counter', 'a_total 1'],
      2,
    ],
    [
      'a bucket of the same bound',
      [bucket(1, { le: '1' }), bucket(2, { le: '1.0' })],
      histogram(
        [
          ['1', 1],
          ['+Inf', 1],
        ],
        'h_count 1',
      ),
      1,
    ],
    [
      'a gauge named as a part of a histogram',
      [{ name: 'h_sum', value: 8 }, bucket(1, { le: '+Inf' })],
      [...histogram([['+Inf', 1]], 'h_count 1'), '# TYPE h_sum_gauge gauge', 'h_sum_gauge 8'],
      0,
    ],
  ])('never gives one name two types, nor one series two lines: %s', (_, given, expected, duplicates) => {
    const families = collect(given);
    expect(withoutHelp(lines(families))).toEqual(expected);
    expect(families.duplicates).toBe(duplicates);
  });
});
