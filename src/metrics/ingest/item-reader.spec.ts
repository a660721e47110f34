import fc from 'fast-check';
import { SeriesHash } from '../series/series-hash.js';
import { checkMetricItem } from './check-metric-item.js';
import { ItemReader } from './item-reader.js';

const NOW = Date.UTC(2026, 10, 25, 12);
const DAY_MS = 86_400_000;
const good = { metric_name: 'api.response_time', metric_type: 'histogram', value: 1.25 };

/** What the reader makes of an item; undefined when it has to be parsed. */
function read(item: string) {
  const bytes = Buffer.from(`[${item}]`);
  const hash = new SeriesHash();
  const reader = new ItemReader(bytes, hash, NOW, NOW - 30 * DAY_MS, NOW + 600_000);
  if (!reader.read(1, bytes.length - 1)) return undefined;
  const { value, count, at } = reader;
  return { value, count, at, series: `${hash.low} ${hash.high}` };
}
const readJson = (item: object, space?: number) => read(JSON.stringify(item, null, space));

describe('ItemReader', () => {
  it('reads the numbers of an item', () => {
    const item = { ...good, count: 3, tags: { a: '{"value":7,"b":[' }, timestamp: '2026-11-25T11:00:00Z' };
    expect(readJson(item, 2)).toMatchObject({ value: 1.25, count: 3, at: NOW - 3_600_000 });
    expect(readJson(good)).toMatchObject({ value: 1.25, count: 1, at: NOW });
    expect(readJson({ ...good, timestamp: NOW - 1 })).toMatchObject({ at: NOW - 1 });
  });

  it('finds the same series whatever the numbers are, and another when anything else differs', () => {
    const item = { ...good, count: 1, timestamp: NOW };
    expect(readJson({ ...item, value: 12345.75, count: 20, timestamp: NOW - 5 })!.series).toBe(readJson(item)!.series);
    const others = [
      { ...item, value: -1 },
      { ...item, metric_name: 'api.response_times' },
      { ...item, metric_type: 'gauge' },
      { ...item, unit: 'ms' },
      { ...item, source: 'ms' },
      { ...item, tags: { a: '1' } },
      { ...item, tags: { a: '2' } },
      good,
      { ...good, count: 1 },
      { ...good, timestamp: NOW },
    ];
    expect(new Set(others.map((other) => readJson(other)!.series)).size).toBe(others.length);
  });

  it.each([
    '5',
    '{}',
    JSON.stringify({ ...good, value: null }),
    JSON.stringify({ ...good, value: '1' }),
    JSON.stringify({ ...good, value: 1e300 }),
    JSON.stringify({ ...good, count: 0 }),
    JSON.stringify({ ...good, count: 1.5 }),
    JSON.stringify({ ...good, timestamp: null }),
    JSON.stringify({ ...good, timestamp: 'yesterday' }),
    JSON.stringify({ ...good, timestamp: NOW + 600_001 }),
    JSON.stringify({ ...good, timestamp: NOW - 30 * DAY_MS - 1 }),
    JSON.stringify({ ...good, extra: 1 }),
    JSON.stringify({ metric_name: 'a', metric_type: 'gauge' }),
    '{"val\\u0075e": 1}',
    '{"value": 1,}',
    '{"value" 1}',
    '{value: 1}',
    '{"value": 01}',
    '{"value": 1]',
  ])('leaves %s to the parser', (item) => {
    expect(read(item)).toBeUndefined();
  });

  it('agrees with the parser and the check about every item that it reads', () => {
    const check = checkMetricItem(NOW, 30);
    const item = fc.record(
      {
        metric_name: fc.constant('a'),
        metric_type: fc.constant('histogram'),
        value: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()),
        count: fc.integer({ min: -1, max: 9 }),
        unit: fc.constantFrom('ms', 's'),
        tags: fc.dictionary(fc.string(), fc.string(), { maxKeys: 3, noNullPrototype: true }),
        timestamp: fc.oneof(fc.integer({ min: NOW - 2000, max: NOW }), fc.constant('2026-11-25T11:00:00.5+01:00')),
      },
      { requiredKeys: ['metric_name', 'metric_type', 'value'] },
    );
    fc.assert(
      fc.property(item, fc.constantFrom(0, 1), (one, space) => {
        const checked = check(JSON.parse(JSON.stringify(one)));
        const numbers = readJson(one, space);
        if (!numbers || !('value' in checked)) return;
        const { value, count = 1, at } = checked.value;
        expect(numbers).toMatchObject({ value, count, at });
      }),
      { numRuns: 1000 },
    );
  });
});
