import type { SpanRow } from './span-row.js';
import { tally } from './summarise-spans.js';

const span = (more: Partial<SpanRow>): SpanRow => ({
  traceId: 't',
  spanId: 's',
  operationName: 'pay',
  serviceName: 'billing',
  kind: 'server',
  startAt: 1_000_000,
  durationMs: 1,
  status: 'ok',
  resourceId: undefined,
  ...more,
});

describe('tally', () => {
  it('counts what ended within ten seconds and took about as long together', () => {
    const spans = [span({}), span({ startAt: 1_008_000 }), span({ startAt: 1_009_500, durationMs: 600 })];
    expect(tally(spans)).toEqual([
      [1000, 'billing', 'pay', 'server', 'ok', 0, 2],
      [1010, 'billing', 'pay', 'server', 'ok', 74, 1],
    ]);
  });

  it.each<[Partial<SpanRow>, number | null]>([
    [{ durationMs: 0 }, null],
    [{ durationMs: 1e-7 }, null],
    [{ durationMs: 2 }, 8],
    [{ durationMs: 2.01 }, 9],
    [{ durationMs: 0.5 }, -8],
  ])('puts %j into bucket %j, eight to a doubling', (given, bucket) => {
    expect(tally([span(given)])[0]![5]).toBe(bucket);
  });

  it('tells operations, services, kinds and statuses apart, and leaves out what is open', () => {
    const others: Partial<SpanRow>[] = [
      { operationName: 'x' },
      { serviceName: 'x' },
      { kind: 'client' },
      { status: 'error' },
    ];
    expect(tally([span({}), ...others.map(span), span({ durationMs: undefined })])).toHaveLength(5);
  });
});
