import { blocksOf, readEnvironment } from '../support/client-docs.js';
import { eventually } from '../support/eventually.js';
import { ExampleServer } from '../support/example-server.js';
import { pythonPrograms } from '../support/python-environment.js';
import { startService, type TestService } from '../support/service.js';

/** A first start compiles all packages. */
const LIMIT_MS = 120_000;
const EXAMPLE = 'docs/examples/fastapi';
const TRACE_ID = '0123456789abcdef0123456789abcdef';

const programs = pythonPrograms(EXAMPLE);

(programs ? describe : describe.skip)('the example with FastAPI, with the variables of docs/clients.md', () => {
  let service: TestService;
  let students: ExampleServer;
  const answers: Record<string, Response> = {};

  beforeAll(async () => {
    service = await startService({ env: { TRACE_SAMPLE_RATE: '1' } });
    const { key } = (await service.request('POST', '/ingest-keys', { body: { name: 'students' } })).body;
    const [block] = blocksOf('sh', 'FastAPI');
    const { env, command } = readEnvironment(
      block!.replace('http://monitoring:3000', service.url).replace('THE_INGEST_KEY', key),
    );
    students = await ExampleServer.start(`${command} --port 0`, { cwd: EXAMPLE, programs: programs!, env });

    const post = (student: object) => ({
      method: 'POST',
      body: JSON.stringify(student),
      headers: { 'content-type': 'application/json' },
    });
    answers.found = await fetch(`${students.url}/students/1`, { headers: { 'x-request-id': 'from-the-caller' } });
    answers.missing = await fetch(`${students.url}/students/99`);
    answers.invalid = await fetch(`${students.url}/students`, post({ name: '' }));
    answers.made = await fetch(`${students.url}/students`, post({ name: 'Bo', year: 3 }));
    answers.unmatched = await fetch(`${students.url}/nowhere`);
    answers.failed = await fetch(`${students.url}/students/1/average`, {
      headers: { traceparent: `00-${TRACE_ID}-0123456789abcdef-01` },
    });
    await students.stop();
  }, LIMIT_MS);
  afterAll(async () => {
    await students?.stop();
    await service?.stop();
  });

  const items = async (path: string) => (await service.request('GET', path, { as: 'viewer' })).body.items;

  it('answers as without it, and with a request id', () => {
    const told = Object.entries(answers).map(([name, { status }]) => [name, status]);
    expect(Object.fromEntries(told)).toEqual({
      found: 200,
      missing: 404,
      invalid: 422,
      made: 201,
      unmatched: 404,
      failed: 500,
    });
    expect(answers.found!.headers.get('x-request-id')).toBe('from-the-caller');
    expect(answers.failed!.headers.get('x-request-id')).toBe(TRACE_ID);
    for (const { headers } of Object.values(answers)) expect(headers.get('x-request-id')).toBeTruthy();
  });

  it('has every request counted and timed by route template, method and status', async () => {
    const question = 'metric_name=http.server.request.duration&tags=service=students';
    const ask = (rest: string) => items(`/metrics?${question}&${rest}`);
    const counted = await eventually(async () => {
      const groups = await ask(
        `aggregation=increase&group_by=http.request.method,http.route,http.response.status_code`,
      );
      expect(groups).toHaveLength(6);
      return groups as { tags: Record<string, string>; points: { value: number }[] }[];
    });
    const rows = counted.map(({ tags, points }) => [
      `${tags['http.request.method']} ${tags['http.route']} ${tags['http.response.status_code']}`,
      points[0]!.value,
    ]);
    expect(Object.fromEntries(rows)).toEqual({
      'GET /students/{student_id} 200': 1,
      'GET /students/{student_id} 404': 1,
      'GET /students/{student_id}/average 500': 1,
      'POST /students 201': 1,
      'POST /students 422': 1,
      'GET undefined 404': 1,
    });
    for (const { points } of await ask('aggregation=p95&group_by=http.route')) {
      expect(points[0].value).toBeGreaterThan(0);
      expect(points[0].value).toBeLessThan(60);
    }
  });

  it('has the trace of its caller gone on, with the logs and the exception in it', async () => {
    await eventually(async () => {
      const trace = (await service.request('GET', `/traces/${TRACE_ID}`, { as: 'viewer' })).body;
      expect(trace).toMatchObject({ services: ['students'], errors: { count: 1 }, logs: { count: 1 } });
      expect(trace.spans[0]).toMatchObject({
        operation_name: 'GET /students/{student_id}/average',
        kind: 'server',
        status: 'error',
        tags: { 'http.route': '/students/{student_id}/average', 'http.response.status_code': 500 },
      });
    });
    expect(await items('/traces?service=students')).toHaveLength(6);
  });

  it('has its log lines kept, with the trace in which they were said', async () => {
    await eventually(async () => {
      expect(await items('/logs?service=students')).toEqual([
        expect.objectContaining({ level: 'warn', message: 'student 1 has 0 marks', trace_id: TRACE_ID }),
        expect.objectContaining({ level: 'info', message: 'enrolled student 2', trace_id: expect.any(String) }),
      ]);
    });
  });

  it('has what nobody caught as one error, and nothing else', async () => {
    await eventually(async () => {
      expect(await items('/errors')).toEqual([
        expect.objectContaining({
          error_type: 'ZeroDivisionError',
          error_message: 'division by zero',
          service: 'students',
          release: '2.4.1',
          environment: 'production',
          endpoint: '/students/{student_id}/average',
          http_method: 'GET',
          status_code: 500,
          request_id: TRACE_ID,
          trace_id: TRACE_ID,
          culprit: 'average (fastapi/app.py)',
        }),
      ]);
    });
  });
});
