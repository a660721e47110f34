import { requestContext } from './http/request-context.js';
import { Monitoring } from './monitoring.js';
import { resolveOptions } from './options.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('traceHeaders', () => {
  const monitoring = new Monitoring(resolveOptions({ service: 'students' }, {}), { log: () => {}, warn: () => {} });

  it('passes on the trace of the request being served, with what its vendors say', () => {
    const record = monitoring.begin({ traceparent: `00-${TRACE}-00f067aa0ba902b7-01`, tracestate: 'vendor=1' });
    expect(requestContext.run(record, () => monitoring.traceHeaders())).toEqual({
      'x-request-id': record.requestId,
      traceparent: `00-${TRACE}-${record.spanId}-01`,
      tracestate: 'vendor=1',
    });
  });

  it('says nothing of vendors when the caller did not', () => {
    const record = monitoring.begin({});
    expect(requestContext.run(record, () => monitoring.traceHeaders())).not.toHaveProperty('tracestate');
  });

  it('is empty outside a request', () => {
    expect(monitoring.traceHeaders()).toEqual({});
  });
});
