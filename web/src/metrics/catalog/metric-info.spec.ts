import { findInfo, foldHistograms } from './metric-info.js';

const view = (metric_name: string, fields = {}) => ({
  metric_name,
  metric_type: 'counter' as const,
  unit: null,
  series_count: 2,
  overflow_series_count: 0,
  tag_names: ['service'],
  last_seen_at: '2026-11-23T22:15:00Z',
  ...fields,
});

describe('metrics of the catalogue', () => {
  const took = [
    view('took_bucket', { series_count: 20, tag_names: ['le', 'service'] }),
    view('took_count'),
    view('took_sum', { unit: 's' }),
  ];

  it('are one where a histogram is stored as several', () => {
    const [b, first] = foldHistograms([...took, view('b_total')]);
    expect(b!.name).toBe('b_total');
    expect(first).toMatchObject({
      name: 'took',
      storedName: 'took_bucket',
      kind: 'histogram',
      unit: 's',
      seriesCount: 24,
      tagNames: ['service'],
    });
  });

  it('stay as they are where they only look like that', () => {
    const names = foldHistograms([view('water_bucket'), view('rows_count'), view('_bucket'), view('_count')]);
    expect(names.map(({ name }) => name)).toEqual(['_bucket', '_count', 'rows_count', 'water_bucket']);
  });

  it('are found by the name they are asked by', () => {
    expect(findInfo(took, 'took')?.kind).toBe('histogram');
    expect(findInfo(took, 'took_sum')).toBeUndefined();
    expect(findInfo([view('x', { series_count: 1 }), view('x', { metric_type: 'gauge' })], 'x')?.kind).toBe('gauge');
    expect(findInfo(took, 'gone')).toBeUndefined();
  });
});
