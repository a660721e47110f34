import { ValueDistribution } from '../evaluation/value-distribution.js';
import type { MetricSeries } from '../series/metric-series.js';
import { ExposedFamilies } from './exposition-families.js';
import { familyText } from './exposition-text.js';

const series = (given: Partial<MetricSeries>): MetricSeries => ({
  id: 1,
  name: 'm',
  kind: 'gauge',
  temporality: 'delta',
  unit: null,
  source: null,
  tags: {},
  ...given,
});
const text = (families: ExposedFamilies) => [...families.sorted()].map(familyText).join('');

describe('ExposedFamilies', () => {
  it('exposes counters and gauges by name', () => {
    const families = new ExposedFamilies();
    families.add({ series: series({ name: 'system_cpu_usage', unit: 'percent' }), value: 45.2 });
    const counter = series({ kind: 'counter', name: 'http_requests_total', tags: { method: 'GET' }, source: 'api' });
    families.add({ series: counter, value: 1247 });
    expect(text(families)).toBe(
      '# HELP http_requests_total http_requests_total: total since first seen\n' +
        '# TYPE http_requests_total counter\n' +
        'http_requests_total{method="GET",source="api"} 1247\n' +
        '# HELP system_cpu_usage system_cpu_usage (percent): last value\n' +
        '# TYPE system_cpu_usage gauge\n' +
        'system_cpu_usage 45.2\n',
    );
  });

  it('exposes a histogram as a summary', () => {
    const recent = new ValueDistribution();
    for (let i = 1; i <= 101; i++) recent.add(i, 1);
    const families = new ExposedFamilies();
    const tags = { quantile: 'mine' };
    families.add({ series: series({ kind: 'histogram', tags }), value: 9000, observations: 300, recent });
    expect(text(families).split('\n').slice(1)).toEqual([
      '# TYPE m summary',
      'm{exported_quantile="mine",quantile="0.5"} 51',
      'm{exported_quantile="mine",quantile="0.9"} 91',
      'm{exported_quantile="mine",quantile="0.95"} 96',
      'm{exported_quantile="mine",quantile="0.99"} 100',
      'm_sum{exported_quantile="mine"} 9000',
      'm_count{exported_quantile="mine"} 300',
      '',
    ]);
  });

  it('never gives one name two types, nor one series two lines', () => {
    const families = new ExposedFamilies();
    families.add({ series: series({ name: 'a.b' }), value: 1 });
    families.add({ series: series({ name: 'a_b' }), value: 2 });
    families.add({ series: series({ name: 'a_b', kind: 'counter' }), value: 3 });
    const lines = text(families)
      .split('\n')
      .filter((line) => !line.startsWith('# HELP'));
    expect(lines).toEqual(['# TYPE a_b gauge', 'a_b 1', '# TYPE a_b_counter counter', 'a_b_counter 3', '']);
    expect(families.duplicates).toBe(1);
  });
});
