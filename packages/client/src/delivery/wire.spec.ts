import { toWire } from './wire.js';

describe('toWire', () => {
  it('writes metrics as POST /metrics takes them', () => {
    const items = [
      {
        name: 'http_requests_total',
        kind: 'counter',
        value: 3,
        at: 1_700_000_000_000,
        source: 'students',
        tags: { method: 'GET' },
      },
      { name: 'latency', kind: 'histogram', value: 12.5, count: 4, unit: 'ms', at: 1, source: 'students', tags: {} },
    ] as const;
    expect(JSON.parse(JSON.stringify(toWire({ id: 'b', signal: 'metrics', items })))).toEqual([
      {
        metric_name: 'http_requests_total',
        metric_type: 'counter',
        value: 3,
        tags: { method: 'GET' },
        source: 'students',
        timestamp: 1_700_000_000_000,
      },
      {
        metric_name: 'latency',
        metric_type: 'histogram',
        value: 12.5,
        count: 4,
        unit: 'ms',
        tags: {},
        source: 'students',
        timestamp: 1,
      },
    ]);
  });

  it('writes errors as POST /errors takes them, without what is not known', () => {
    const items = [
      { id: 'e', type: 'TypeError', message: 'no', service: 'billing', at: 5, route: '/pay', status: 500 },
    ];
    expect(JSON.parse(JSON.stringify(toWire({ id: 'b', signal: 'errors', items })))).toEqual([
      {
        error_id: 'e',
        error_type: 'TypeError',
        error_message: 'no',
        severity: 'error',
        endpoint: '/pay',
        status_code: 500,
        service: 'billing',
        timestamp: 5,
      },
    ]);
  });

  it('writes spans as POST /traces takes them', () => {
    const span = {
      traceId: 't',
      spanId: 's',
      operation: 'GET /a',
      service: 'billing',
      kind: 'server',
      startedAt: 5,
    } as const;
    const items = [{ ...span, durationMs: 2, status: 'ok', tags: {} } as const];
    expect(JSON.parse(JSON.stringify(toWire({ id: 'b', signal: 'traces', items })))).toEqual([
      {
        trace_id: 't',
        span_id: 's',
        operation_name: 'GET /a',
        service_name: 'billing',
        kind: 'server',
        start_time: 5,
        duration_ms: 2,
        status: 'ok',
        tags: {},
      },
    ]);
  });
});
