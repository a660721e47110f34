import { QueryMetrics } from './query-metrics.js';

const query = (operation: string, collection?: string) => ({
  name: collection === undefined ? operation : `${operation} ${collection}`,
  operation,
  collection,
});

describe('QueryMetrics', () => {
  it('times queries by operation, collection and outcome, and begins anew', () => {
    const metrics = new QueryMetrics('students');
    metrics.record(query('SELECT', 'pupils'), 'ok', 10);
    metrics.record(query('SELECT', 'pupils'), 'ok', 10);
    metrics.record(query('SELECT', 'pupils'), 'error', 20);
    metrics.record(query('BEGIN'), 'ok', 1);
    const tags = { service: 'students', operation: 'SELECT', collection: 'pupils' };
    expect(metrics.drain(5)).toMatchObject([
      {
        name: 'db_query_duration_ms',
        kind: 'histogram',
        unit: 'ms',
        at: 5,
        count: 2,
        tags: { ...tags, outcome: 'ok' },
      },
      { count: 1, tags: { ...tags, outcome: 'error' } },
      { count: 1, tags: { service: 'students', operation: 'BEGIN', outcome: 'ok' } },
    ]);
    expect(metrics.drain(6)).toEqual([]);
  });

  it('leaves out the tables when there are too many', () => {
    const metrics = new QueryMetrics('students');
    for (let table = 0; table < 2000; table++) metrics.record(query('SELECT', `pupils_${table}`), 'ok', 1);
    const items = metrics.drain(5);
    expect(items).toHaveLength(1001);
    expect(items.at(-1)).toMatchObject({
      count: 1000,
      tags: { service: 'students', operation: 'SELECT', outcome: 'ok' },
    });
  });
});
