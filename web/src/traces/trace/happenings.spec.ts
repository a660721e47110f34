import type { components } from '../../api/schema.js';
import { happeningsOf } from './happenings.js';
import { buildSpanTree } from './span-tree.js';
import { traceOf } from './test-trace.js';

const at = (ms: number) => new Date(Date.parse('2026-11-28T10:00:00.000Z') + ms).toISOString();
const log = (span_id: string | null, ms: number, level: string) =>
  ({ span_id, timestamp: at(ms), level, message: 'said' }) as components['schemas']['LogRecordView'];
const error = (span_id: string, ms: number) =>
  ({ span_id, timestamp: at(ms), error_type: 'LedgerLocked' }) as components['schemas']['ErrorReference'];

const tree = buildSpanTree([
  traceOf([
    ['root', 0, 0, 100],
    [
      'skewed',
      1,
      20,
      10,
      { clock_skew_ms: 5000, events: [{ name: 'exception', time: at(-4975), attributes: {} }] as never },
    ],
  ]),
]);

it('what happened stands with its span, by the clock of the waterfall', () => {
  const found = happeningsOf(tree, [error('skewed', -4974)], [log('root', 50, 'warn'), log('skewed', -4978, 'fatal')]);
  expect(found.get('root')).toEqual([{ kind: 'log', atMs: 50, tone: 'warning', title: 'warn: said' }]);
  expect(found.get('skewed')).toEqual([
    { kind: 'event', atMs: 25, tone: 'error', title: 'exception' },
    { kind: 'log', atMs: 22, tone: 'critical', title: 'fatal: said' },
    { kind: 'error', atMs: 26, tone: 'error', title: 'LedgerLocked' },
  ]);
});

it('what names no span of the trace stands with the first', () => {
  const found = happeningsOf(tree, [], [log(null, 1, 'debug'), log('elsewhere', 2, 'info')]);
  expect(found.get('root')?.map(({ atMs, tone }) => [atMs, tone])).toEqual([
    [1, 'unknown'],
    [2, 'info'],
  ]);
  expect(happeningsOf(buildSpanTree([]), [], [log(null, 1, 'info')]).size).toBe(0);
});
