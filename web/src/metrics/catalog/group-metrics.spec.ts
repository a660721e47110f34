import { catalogLines, groupMetrics } from './group-metrics.js';
import type { MetricInfo } from './metric-info.js';

const metric = (name: string): MetricInfo => ({
  name,
  storedName: name,
  kind: 'gauge',
  unit: null,
  seriesCount: 1,
  overflowCount: 0,
  tagNames: [],
  lastSeenAt: '2026-11-23T22:15:00Z',
});
const groups = groupMetrics(['api.rate', 'api.time', 'http_a', 'http_b_c', 'lonely', 'one_more', '_x'].map(metric));

it('metrics are grouped by their first word, single ones at the end', () => {
  expect(groups.map(({ prefix, metrics }) => [prefix, metrics.map(({ name }) => name)])).toEqual([
    ['api', ['api.rate', 'api.time']],
    ['http', ['http_a', 'http_b_c']],
    ['Other', ['lonely', 'one_more', '_x']],
  ]);
  expect(groupMetrics([])).toEqual([]);
});

it('closed groups keep their head alone', () => {
  const lines = catalogLines(groups, new Set(['http']));
  expect(lines.map((line) => ('group' in line ? line.group.prefix : `${line.place} ${line.metric.name}`))).toEqual([
    'api',
    '0 api.rate',
    '1 api.time',
    'http',
    'Other',
    '2 lonely',
    '3 one_more',
    '4 _x',
  ]);
});
