import { eventually } from './support/eventually.js';
import { requestCounts } from './support/request-counts.js';
import { startService, type TestService } from './support/service.js';
import { SiblingService } from './support/sibling-service.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';

describe('the client in a sibling service', () => {
  let monitoring: TestService;
  let students: SiblingService;
  let billing: SiblingService;

  beforeAll(async () => {
    monitoring = await startService();
    const { body } = await monitoring.request('POST', '/ingest-keys', { body: { name: 'siblings' } });
    const settings = { endpoint: monitoring.url, key: body.key };
    billing = await SiblingService.start('billing', settings);
    students = await SiblingService.start('students', { ...settings, env: { BILLING_URL: billing.url } });
  });

  afterAll(async () => {
    await students?.stop();
    await billing?.stop();
    await monitoring?.stop();
  });

  it('records every request once, under the template of its route, whoever answered it', async () => {
    const teacher = { 'x-role': 'teacher' };
    const name = JSON.stringify({ name: 'Rudo' });
    for (const id of ['1', '2', '3']) expect((await students.request(`/students/${id}`)).status).toBe(200);
    expect((await students.request('/students/9999')).status).toBe(404);
    expect((await students.request('/students/1/grades', { headers: teacher })).status).toBe(200);
    expect((await students.request('/students/1/grades')).status).toBe(401);
    expect((await students.request('/students/2/grades', { headers: { 'x-role': 'parent' } })).status).toBe(403);
    expect((await students.request('/nowhere/1?a=2')).status).toBe(404);
    expect((await students.request('/students', { method: 'POST', body: '{' })).status).toBe(400);
    expect((await students.request('/students', { method: 'POST', body: name })).status).toBe(201);
    expect((await billing.request('/accounts/5')).status).toBe(200);
    expect((await billing.request('/accounts/13')).status).toBe(500);
    expect((await billing.request('/nowhere/2')).status).toBe(404);
    await eventually(async () => {
      expect(await requestCounts(monitoring, 'students')).toEqual({
        'GET /students/:id 200': 3,
        'GET /students/:id 404': 1,
        'GET /students/:id/grades 200': 1,
        'GET /students/:id/grades 401': 1,
        'GET /students/:id/grades 403': 1,
        'GET unmatched 404': 1,
        'POST /students 400': 1,
        'POST /students 201': 1,
      });
      expect(await requestCounts(monitoring, 'billing')).toEqual({
        'GET /accounts/:studentId 200': 1,
        'GET /accounts/:studentId 500': 1,
        'GET unmatched 404': 1,
      });
    });
  });

  it('keeps durations to within one percent', async () => {
    const startedAt = performance.now();
    await students.request('/students/reports/attendance');
    const took = performance.now() - startedAt;
    const tags = JSON.stringify({ service: 'students', route: '/students/reports/attendance' });
    await eventually(async () => {
      const query = new URLSearchParams({ metric_name: 'http_request_duration_ms', tags, aggregation: 'max' });
      const { body } = await monitoring.request('GET', `/metrics?${query.toString()}`);
      const value: number = body.items[0].points.at(-1).value;
      expect(value).toBeGreaterThan(600 * 0.99);
      expect(value).toBeLessThanOrEqual(took * 1.01);
      expect(body.unit).toBe('ms');
    });
  });

  it('follows a request from service to service, under the trace of whoever called first', async () => {
    const tracestate = 'vendor=1,other=2';
    const headers = { traceparent: `00-${TRACE}-${CALLER}-01`, tracestate, 'x-request-id': 'balance-7' };
    expect((await students.request('/students/7/balance', { headers })).headers.get('x-request-id')).toBe('balance-7');
    await eventually(async () => {
      const { status, body } = await monitoring.request('GET', `/traces/${TRACE}`);
      expect(status).toBe(200);
      expect(body.spans).toHaveLength(3);
      const [first, call, second] = body.spans;
      expect(first).toMatchObject({
        parent_span_id: CALLER,
        trace_state: tracestate,
        operation_name: 'GET /students/:id/balance',
        service_name: 'students',
        status: 'ok',
        tags: { request_id: 'balance-7', 'code.function.name': 'StudentsController.balance' },
      });
      expect(call).toMatchObject({
        parent_span_id: first.span_id,
        operation_name: 'GET',
        service_name: 'students',
        kind: 'client',
        tags: { 'http.response.status_code': 200, 'server.address': '127.0.0.1' },
      });
      expect(second).toMatchObject({
        parent_span_id: call.span_id,
        trace_state: tracestate,
        operation_name: 'GET /accounts/:studentId',
        service_name: 'billing',
      });
    });
  });

  it('records exceptions with their stack, tied to request and trace', async () => {
    const headers = { traceparent: `00-${TRACE.replace('4', '5')}-${CALLER}-01`, 'x-request-id': 'locked-13' };
    expect((await students.request('/students/13/balance', { headers })).status).toBe(502);
    await eventually(async () => {
      const { body } = await monitoring.request('GET', '/errors?error_type=BadGatewayException&service=students');
      expect(body.items[0]).toMatchObject({
        error_message: 'Billing answered 500',
        endpoint: '/students/:id/balance',
        http_method: 'GET',
        status_code: 502,
        request_id: 'locked-13',
        trace_id: TRACE.replace('4', '5'),
        environment: 'demo',
      });
      expect(body.items[0].stack_trace).toContain('StudentsController.balance');
      expect(body.items[0].exceptions[0].frames[0]).toMatchObject({
        function: 'StudentsController.balance',
        in_app: true,
        context_line: expect.stringContaining('throw new BadGatewayException('),
        pre_context: expect.arrayContaining([expect.stringContaining('balance(')]),
      });
      expect(body.items[0].exceptions[0].frames).toContainEqual(
        expect.objectContaining({ file: expect.stringContaining('node_modules'), in_app: false, context_line: null }),
      );
      const { body: cause } = await monitoring.request('GET', '/errors?error_type=LedgerLocked&service=billing');
      expect(cause.items[0].trace_id).toBe(TRACE.replace('4', '5'));
    });
  });

  it('records metrics of the application and of its process', async () => {
    await eventually(async () => {
      for (const metric of ['business_student_registrations', 'process_resident_memory_bytes']) {
        const query = new URLSearchParams({ metric_name: metric, tags: JSON.stringify({ service: 'students' }) });
        const { body } = await monitoring.request('GET', `/metrics?${query.toString()}`);
        expect(body.items.length).toBeGreaterThan(0);
      }
    });
  });

  it('sends what is left when it stops', async () => {
    for (const id of ['21', '22']) await billing.request(`/accounts/${id}`);
    await students.stop();
    await billing.stop();
    expect((await requestCounts(monitoring, 'billing'))['GET /accounts/:studentId 200']).toBe(4);
  });
});
