import { errorOf, spanOf } from './describe-request.js';
import { openRecord } from './request-record.js';

class InvoiceMissing extends Error {}
const identity = { service: 'billing', environment: 'test', release: undefined };
const outcome = { method: 'GET', route: '/invoices/:id', status: 500, durationMs: 12 };

const open = () => openRecord({}, 1, { service: 'billing', slowMs: 1000, span: () => undefined });

describe('errorOf', () => {
  it('ties the exception to its request and trace', () => {
    const record = Object.assign(open(), { exception: new InvoiceMissing('gone') });
    const { requestId, traceId, spanId } = record;
    const error = errorOf(identity, record, outcome, 99);
    expect(error).toMatchObject({
      type: 'InvoiceMissing',
      message: 'gone',
      service: 'billing',
      environment: 'test',
      requestId,
      traceId,
      spanId,
    });
    expect(error).toMatchObject({ method: 'GET', route: '/invoices/:id', status: 500, at: 99 });
    expect(error.stack).toContain('describe-request.spec');
  });

  it('says what is known when nothing was caught', () => {
    const error = errorOf(identity, open(), { ...outcome, route: undefined, status: 503 }, 99);
    expect(error).toMatchObject({ type: 'HttpError', message: 'GET unmatched answered 503' });
  });
});

describe('spanOf', () => {
  it.each([
    [200, 'ok'],
    [404, 'ok'],
    [500, 'error'],
  ])('calls status %d %s', (status, expected) => {
    const record = Object.assign(open(), { handler: 'Invoices.find' });
    expect(spanOf('billing', record, { ...outcome, status })).toMatchObject({
      traceId: record.traceId,
      operation: 'GET /invoices/:id',
      status: expected,
      durationMs: 12,
      tags: { 'http.response.status_code': status, 'code.function.name': 'Invoices.find' },
    });
  });
});
