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

  it('writes log lines as POST /logs takes them', () => {
    const items = [
      { id: 'l', level: 'warn', message: 'late', service: 'billing', traceId: 't', attributes: { a: 1 }, at: 5 },
    ];
    expect(JSON.parse(JSON.stringify(toWire({ id: 'b', signal: 'logs', items })))).toEqual([
      {
        log_id: 'l',
        level: 'warn',
        message: 'late',
        service: 'billing',
        trace_id: 't',
        attributes: { a: 1 },
        timestamp: 5,
      },
    ]);
  });

  it('writes security events as POST /security/events takes them', () => {
    const event = { id: 'e', type: 'suspicious_login', service: 'billing', at: 5 };
    const items = [{ ...event, severity: 'error', ipAddress: '192.0.2.1', data: { attempts: 5 } } as const];
    expect(JSON.parse(JSON.stringify(toWire({ id: 'b', signal: 'security', items })))).toEqual([
      {
        event_id: 'e',
        event_type: 'suspicious_login',
        severity: 'error',
        ip_address: '192.0.2.1',
        service: 'billing',
        additional_data: { attempts: 5 },
        timestamp: 5,
      },
    ]);
  });

  it('writes acts as POST /audit takes them', () => {
    const act = { id: 'a', actor: 'teacher-17', action: 'grade.changed', targetType: 'grade', targetId: 'g', at: 5 };
    const items = [{ ...act, service: 'grades', before: { mark: 54 }, ipAddress: '192.0.2.1', requestId: 'r' }];
    expect(JSON.parse(JSON.stringify(toWire({ id: 'b', signal: 'audit', items })))).toEqual([
      {
        id: 'a',
        actor: 'teacher-17',
        action: 'grade.changed',
        target_type: 'grade',
        target_id: 'g',
        before: { mark: 54 },
        service: 'grades',
        request_id: 'r',
        ip_address: '192.0.2.1',
        timestamp: 5,
      },
    ]);
  });

  it('writes observations as POST /security/signals takes them', () => {
    const request = { service: 'grades', method: 'GET', route: undefined, path: '/a', status: 404, at: 5 };
    const caller = { ipAddress: 'unknown', userId: undefined, userAgent: 'curl', requestId: 'r', traceId: 't' };
    const fragments = [{ in: 'query', name: 'id', value: "' or 1=1", admits: 'uuid' }] as const;
    const items = [
      { ...request, ...caller, count: 3, bytes: 70, fragments: undefined },
      { ...request, ...caller, ipAddress: '::1', count: 1, bytes: undefined, fragments },
    ];
    const told = { kind: 'request', timestamp: 5, service: 'grades', method: 'GET', route: null, path: '/a' };
    const common = { ...told, status: 404, user_agent: 'curl', request_id: 'r', trace_id: 't' };
    expect(JSON.parse(JSON.stringify(toWire({ id: 'b', signal: 'observations', items })))).toEqual([
      { ...common, count: 3, bytes: 70, fragments: [] },
      { ...common, ip_address: '::1', count: 1, fragments },
    ]);
  });

  it('has nothing refused for what a caller sends', () => {
    const items = [{ id: 'e', type: 'x', service: 's', at: 5, ipAddress: 'unknown', userAgent: 'x'.repeat(9_000) }];
    const [event] = JSON.parse(JSON.stringify(toWire({ id: 'b', signal: 'security', items })));
    expect(event).toMatchObject({ user_agent: 'x'.repeat(512) });
    expect(event).not.toHaveProperty('ip_address');
  });
});
