import { findSpans } from './find-spans.js';
import { buildSpanTree } from './span-tree.js';
import { sumOperations } from './sum-operations.js';
import { traceOf } from './test-trace.js';

const tree = buildSpanTree([
  traceOf([
    ['GET /fees', 0, 0, 100, { self_time_ms: 20, critical_ms: 20 }],
    ['select', 1, 0, 30, { tags: { 'db.query.text': 'SELECT * FROM Fees' }, status: 'error' }],
    ['retry', 1, 30, 50, { operation_name: 'select', status_message: 'Ledger LOCKED', tags: { attempt: 2 } }],
    ['open', 1, 90, null, { operation_name: 'select', service_name: 'billing' }],
  ]),
]);

it.each([
  ['fees', [0, 1]],
  ['LOCKED', [2]],
  ['billing', [3]],
  ['attempt', [2]],
  [' 2 ', [2]],
  ['  ', []],
  ['nowhere', []],
])('spans with “%s” in them', (text, found) => {
  expect(findSpans(tree, text)).toEqual(found);
});

it('what each operation did', () => {
  expect(sumOperations(tree)).toEqual([
    expect.objectContaining({
      operation: 'select',
      service: 'students',
      count: 2,
      errors: 1,
      totalMs: 80,
      selfMs: 80,
      longestId: 'retry',
    }),
    expect.objectContaining({ operation: 'GET /fees', count: 1, totalMs: 100, selfMs: 20, criticalMs: 20 }),
    expect.objectContaining({ operation: 'select', service: 'billing', count: 1, totalMs: 0, maxMs: 0 }),
  ]);
});
