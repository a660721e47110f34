import { isInSample } from '../tracing/sample.js';
import { openRecord } from './request-record.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

const sink = { service: 'students', slowMs: 1000, span: () => undefined };

describe('openRecord', () => {
  it('continues the trace of the caller', () => {
    const headers = { traceparent: `00-${TRACE}-${SPAN}-01`, tracestate: 'vendor=1', 'x-request-id': 'req-1' };
    const record = openRecord(headers, 0, sink);
    expect(record).toMatchObject({
      requestId: 'req-1',
      traceId: TRACE,
      parentSpanId: SPAN,
      sampled: true,
      tracestate: 'vendor=1',
    });
    expect(record.spanId).toMatch(/^[0-9a-f]{16}$/);
    expect(record.spanId).not.toBe(SPAN);
  });

  it.each([
    ['too long', `a=${'x'.repeat(511)}`, `00-${TRACE}-${SPAN}-01`],
    ['empty', '', `00-${TRACE}-${SPAN}-01`],
    ['not ASCII', 'a=ü', `00-${TRACE}-${SPAN}-01`],
    ['without a valid parent', 'a=1', `00-${TRACE}-${SPAN}`],
  ])('passes no tracestate on that is %s', (_name, tracestate, traceparent) => {
    expect(openRecord({ traceparent, tracestate }, 1, sink).tracestate).toBeUndefined();
  });

  it('leaves out what the caller does not record', () => {
    expect(openRecord({ traceparent: `00-${TRACE}-${SPAN}-00` }, 1, sink).sampled).toBe(false);
  });

  it('begins a trace without a caller, and keeps as many as it is told', () => {
    expect(openRecord({}, 1, sink)).toMatchObject({ sampled: true, parentSpanId: undefined, tracestate: undefined });
    expect(openRecord({}, 0, sink).sampled).toBe(false);
    expect(openRecord({}, 0, sink).traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('records of the traces begun here those that the monitoring service would keep', () => {
    const records = Array.from({ length: 200 }, () => openRecord({}, 0.5, sink));
    expect(new Set(records.map(({ sampled }) => sampled)).size).toBe(2);
    for (const { sampled, traceId } of records) expect(sampled).toBe(isInSample(traceId, 0.5));
  });

  it.each([
    ['with a line break', 'a\nb'],
    ['too long', 'x'.repeat(129)],
    ['empty', ''],
    ['sent twice', ['a', 'b']],
  ])('makes its own request id for one that is %s', (_name, header) => {
    expect(openRecord({ 'x-request-id': header }, 0, sink).requestId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('gives each request of a trace an id of its own', () => {
    const headers = { traceparent: `00-${TRACE}-${SPAN}-01` };
    const ids = new Set([1, 2, 3].map(() => openRecord(headers, 1, sink).requestId));
    expect(ids.size).toBe(3);
    expect(ids.has(TRACE)).toBe(false);
  });
});
