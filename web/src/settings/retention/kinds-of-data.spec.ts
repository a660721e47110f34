import { amountsOf } from './kinds-of-data.js';

it('adds up the tables of each kind, and leaves none out', () => {
  const tables = ['metric_chunks', 'metric_inbox', 'recent_spans', 'traces', 'spans', 'log_words', 'sessions_ended'];
  const amounts = amountsOf(tables.map((table, at) => ({ table, size_bytes: 10 ** at, rows_estimate: at })));
  const found = Object.fromEntries(amounts.filter(({ bytes }) => bytes > 0).map(({ kind, bytes }) => [kind, bytes]));
  expect(found).toEqual({
    Metrics: 11,
    'Recent spans of traces that are not kept': 100,
    'Kept traces': 11_000,
    Logs: 100_000,
    'Everything else': 1_000_000,
  });
  expect(amounts[0]!.rows).toBe(1);
});
