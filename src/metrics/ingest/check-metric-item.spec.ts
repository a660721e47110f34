import { checkMetricItem } from './check-metric-item.js';

const NOW = Date.UTC(2026, 10, 23, 12);
const check = checkMetricItem(NOW, 30);
const good = { metric_name: 'api.response_time', metric_type: 'histogram', value: 1 };

describe('checkMetricItem', () => {
  it('reads every field', () => {
    const item = { ...good, count: 3, unit: 'ms', source: 'api', tags: { a: 'b' }, timestamp: '2026-11-23T11:00:00Z' };
    expect(check(item)).toEqual({
      value: {
        name: 'api.response_time',
        kind: 'histogram',
        value: 1,
        count: 3,
        unit: 'ms',
        source: 'api',
        tags: { a: 'b' },
        at: NOW - 3_600_000,
      },
    });
  });

  it('takes null for left out, and the time of arrival for none', () => {
    const nothing = { count: null, unit: null, source: null, tags: null, timestamp: null };
    expect(check({ ...good, ...nothing })).toEqual(check(good));
    expect(check(good)).toMatchObject({ value: { at: NOW, count: undefined } });
  });

  it.each([
    ['value', { ...good, value: Number.NaN }],
    ['value', { ...good, value: -Infinity }],
    ['value', { ...good, value: 1n }],
    ['metric_name', { ...good, metric_name: '1st' }],
    ['metric_name', { ...good, metric_name: { toString: 1 } }],
    ['metric_type', { ...good, metric_type: 'toString' }],
    ['count', { ...good, count: 0 }],
    ['count', { ...good, metric_type: 'gauge', count: 1 }],
    ['unit', { ...good, unit: '' }],
    ['tags', { ...good, tags: 'a=b' }],
    ['tags.a', { ...good, tags: { a: null } }],
    ['timestamp', { ...good, timestamp: Number.NaN }],
    ['timestamp', { ...good, timestamp: NOW + 600_001 }],
    ['timestamp', { ...good, timestamp: NOW - 30 * 86_400_000 - 1 }],
    ['__proto__', JSON.parse('{"__proto__": 1}')],
  ])('names %s as the field at fault', (path, item) => {
    expect(check(item)).toEqual({ path, reason: expect.any(String) });
  });

  it('takes the limits themselves', () => {
    for (const timestamp of [NOW + 600_000, NOW - 30 * 86_400_000]) {
      expect(check({ ...good, timestamp })).toMatchObject({ value: { at: timestamp } });
    }
  });
});
