import { request } from 'node:http';
import { eventually } from './support/eventually.js';
import { requestCounts } from './support/request-counts.js';
import { startService, type TestService } from './support/service.js';

const PREFIX = '/api/v1/monitoring';
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';

describe('recording of own requests', () => {
  let service: TestService;
  /** What the assertions themselves ask for is recorded as well; it is told apart by its route. */
  const asked = async () => {
    const counts = await requestCounts(service, 'monitoring');
    return Object.fromEntries(Object.entries(counts).filter(([name]) => name !== `GET ${PREFIX}/metrics 200`));
  };

  beforeAll(async () => {
    service = await startService({ env: { COLLECTOR_INTERVAL_SECONDS: '1', TRACE_SAMPLE_RATE: '0' } });
  });
  afterAll(() => service?.stop());

  it('counts every request once under the template of its route, whatever became of it', async () => {
    await service.query('alter table audit_entries rename to audit_entries_elsewhere');
    const metric = { metric_name: 'demo_total', metric_type: 'counter', value: 1 };
    const calls: [number, string, string, Parameters<TestService['request']>[2]?][] = [
      [200, 'GET', '/ingest-keys'],
      [200, 'GET', '/ingest-keys'],
      [401, 'GET', '/ingest-keys', { as: null }],
      [403, 'GET', '/ingest-keys', { as: 'viewer' }],
      [404, 'GET', '/nowhere/17'],
      [404, 'DELETE', '/ingest-keys/6f1c1f9e-7a0e-4b0c-9a83-3f1f0e9a1b11'],
      [404, 'DELETE', '/ingest-keys/6f1c1f9e-7a0e-4b0c-9a83-3f1f0e9a1b12'],
      [500, 'GET', '/audit'],
      [400, 'POST', '/metrics', { body: '{' }],
      [401, 'POST', '/metrics', { as: null, body: metric }],
      [201, 'POST', '/metrics', { as: 'ingest', body: metric }],
      [201, 'POST', '/metrics', { as: 'ingest', body: [metric, metric] }],
    ];
    for (const [status, method, path, options] of calls) {
      const answer = await service.request(method, path, options);
      expect([method, path, answer.status]).toEqual([method, path, status]);
    }
    await service.query('alter table audit_entries_elsewhere rename to audit_entries');
    const expected = {
      [`GET ${PREFIX}/ingest-keys 200`]: 2,
      [`GET ${PREFIX}/ingest-keys 401`]: 1,
      [`GET ${PREFIX}/ingest-keys 403`]: 1,
      'GET unmatched 404': 1,
      [`DELETE ${PREFIX}/ingest-keys/:key_id 404`]: 2,
      [`GET ${PREFIX}/audit 500`]: 1,
      [`POST ${PREFIX}/metrics 400`]: 1,
      [`POST ${PREFIX}/metrics 401`]: 1,
      [`POST ${PREFIX}/metrics 201`]: 2,
    };
    await eventually(async () => expect(await asked()).toEqual(expected));
    // Storing them makes no request of its own: what is stored later is what was asked for later.
    for (const calls of [1, 2, 3]) {
      await service.request('GET', '/config');
      const withConfig = { ...expected, [`GET ${PREFIX}/config 200`]: calls };
      await eventually(async () => expect(await asked()).toEqual(withConfig));
    }
  });

  it('counts a caller that goes away before its answer, and an address that cannot be read', async () => {
    expect((await service.request('GET', '/%E0%A4%A')).status).toBe(400);
    const headers = { authorization: `Bearer ${service.token('admin')}`, 'content-type': 'application/json' };
    const caller = request(`${service.url}${PREFIX}/ingest-keys`, { method: 'POST', headers });
    caller.on('error', () => undefined);
    caller.write('{"name":', () => caller.destroy());
    await eventually(async () =>
      expect(await asked()).toMatchObject({
        'GET unmatched 400': 1,
        [`POST ${PREFIX}/ingest-keys 499`]: 1,
      }),
    );
  });

  it('times requests', async () => {
    const tags = encodeURIComponent(JSON.stringify({ service: 'monitoring', status: '500' }));
    const { body } = await service.request('GET', `/metrics?metric_name=http_request_duration_ms&tags=${tags}`);
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({ unit: 'ms', count: 1, tags: { route: `${PREFIX}/audit`, method: 'GET' } });
    expect(body.items[0].value).toBeGreaterThan(0);
  });

  it('records a fault of its own with its stack', async () => {
    const { body } = await service.request('GET', '/errors?service=monitoring');
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({
      error_type: 'DatabaseError',
      endpoint: `${PREFIX}/audit`,
      http_method: 'GET',
      status_code: 500,
    });
    expect(body.items[0].stack_trace).toContain('audit.query');
  });

  it('adds its span to the trace of a caller that records it, and to no other', async () => {
    const traced = { traceparent: `00-${TRACE}-${CALLER}-01`, tracestate: 'vendor=1,other=2' };
    const untraced = { traceparent: `00-${TRACE.replace('0af', '1af')}-${CALLER}-00` };
    await service.request('GET', '/ingest-keys', { headers: untraced });
    await service.request('GET', '/ingest-keys', { headers: traced });
    await eventually(async () => {
      const { status, body } = await service.request('GET', `/traces/${TRACE}`);
      expect(status).toBe(200);
      expect(body.spans).toHaveLength(1);
      expect(body.spans[0]).toMatchObject({
        parent_span_id: CALLER,
        trace_state: 'vendor=1,other=2',
        service_name: 'monitoring',
        operation_name: `GET ${PREFIX}/ingest-keys`,
        kind: 'server',
        status: 'ok',
      });
    });
    expect((await service.request('GET', `/traces/${TRACE.replace('0af', '1af')}`)).status).toBe(404);
  });

  it('stores at shutdown what was recorded last', async () => {
    const before = (await asked())[`GET ${PREFIX}/config 200`] ?? 0;
    for (let call = 0; call < 3; call += 1) await service.request('GET', '/config');
    await service.restart();
    expect((await asked())[`GET ${PREFIX}/config 200`]).toBe(before + 3);
  });

  it('keeps what it could not store, and stores it when it can', async () => {
    const before = (await asked())[`GET ${PREFIX}/config 200`]!;
    await service.query('alter table metric_inbox rename to metric_inbox_elsewhere');
    for (let call = 0; call < 5; call += 1) await service.request('GET', '/config');
    await eventually(() => expect(service.output).toContain('are kept and sent later'));
    await service.query('alter table metric_inbox_elsewhere rename to metric_inbox');
    await eventually(async () => expect((await asked())[`GET ${PREFIX}/config 200`]).toBe(before + 5));
  });
});
