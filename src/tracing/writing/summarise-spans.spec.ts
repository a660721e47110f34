import type { FinishedOrOpenSpan } from '../span.js';
import type { SpanRow } from './span-row.js';
import { tally } from './summarise-spans.js';

const row = (more: Partial<FinishedOrOpenSpan>): SpanRow => ({
  span: {
    traceId: 't',
    spanId: 's',
    operationName: 'pay',
    serviceName: 'billing',
    kind: 'server',
    startAt: 1_000_000,
    durationMs: 1,
    status: 'ok',
    ...more,
  },
  resourceId: undefined,
});

describe('tally', () => {
  it('counts what ended within ten seconds and took about as long together', () => {
    const rows = [row({}), row({ startAt: 1_008_000 }), row({ startAt: 1_009_500, durationMs: 600 })];
    expect(tally(rows)).toEqual([
      [1000, 'billing', 'pay', 'server', 'ok', 0, 2],
      [1010, 'billing', 'pay', 'server', 'ok', 74, 1],
    ]);
  });

  it.each<[Partial<FinishedOrOpenSpan>, number | null]>([
    [{ durationMs: 0 }, null],
    [{ durationMs: 1e-7 }, null],
    [{ durationMs: 2 }, 8],
    [{ durationMs: 2.01 }, 9],
    [{ durationMs: 0.5 }, -8],
  ])('puts %j into bucket %j, eight to a doubling', (given, bucket) => {
    expect(tally([row(given)])[0]![5]).toBe(bucket);
  });

  it('tells operations, services, kinds and statuses apart, and leaves out what is open', () => {
    const others: Partial<FinishedOrOpenSpan>[] = [
      { operationName: 'x' },
      { serviceName: 'x' },
      { kind: 'client' },
      { status: 'error' },
    ];
    expect(tally([row({}), ...others.map(row), row({ durationMs: undefined })])).toHaveLength(5);
  });
});
