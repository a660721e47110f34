import { blocksOf, readEnvironment } from '../support/client-docs.js';
import { eventually } from '../support/eventually.js';
import { ExampleServer } from '../support/example-server.js';
import { installExample } from '../support/npm-packages.js';
import { startService, type TestService } from '../support/service.js';

const LIMIT_MS = 120_000;
const TRACE_ID = '0123456789abcdef0123456789abcdef';

const example = installExample('docs/examples/node');

(example ? describe : describe.skip)('the example in Node without Nest, with the variables of docs/clients.md', () => {
  let service: TestService;
  let students: ExampleServer;
  const statuses: number[] = [];

  beforeAll(async () => {
    service = await startService({ env: { TRACE_SAMPLE_RATE: '1' } });
    const { key } = (await service.request('POST', '/ingest-keys', { body: { name: 'students' } })).body;
    const [block] = blocksOf('sh', 'Node without Nest');
    const { env, command } = readEnvironment(
      block!.replace('http://monitoring:3000', service.url).replace('THE_INGEST_KEY', key),
    );
    students = await ExampleServer.start(command, { cwd: example!, env: { PORT: '0', ...env } });
    for (const path of ['/students/1', '/students/99', '/nowhere', '/students/1/average']) {
      const headers = path.endsWith('average') ? { traceparent: `00-${TRACE_ID}-0123456789abcdef-01` } : undefined;
      statuses.push((await fetch(students.url + path, { headers })).status);
    }
    await students.stop();
  }, LIMIT_MS);
  afterAll(async () => {
    await students?.stop();
    await service?.stop();
  });

  const items = async (path: string) => (await service.request('GET', path, { as: 'viewer' })).body.items;

  it('has every request counted by route template, method and status', async () => {
    expect(statuses).toEqual([200, 404, 404, 500]);
    await eventually(async () => {
      const question = 'metric_name=http.server.request.duration&aggregation=increase&tags=service=students';
      const groups = 'group_by=http.request.method,http.route,http.response.status_code';
      const counted: { tags: Record<string, string>; points: { value: number }[] }[] = await items(
        `/metrics?${question}&${groups}`,
      );
      const told = counted.map(({ tags, points }) => [
        `${tags['http.request.method']} ${tags['http.route']} ${tags['http.response.status_code']}`,
        points[0]!.value,
      ]);
      expect(Object.fromEntries(told)).toEqual({
        'GET /students/:id 200': 1,
        'GET /students/:id 404': 1,
        'GET /students/:id/average 500': 1,
        'GET undefined 404': 1,
      });
    });
  });

  it('has the trace of its caller gone on, with the line of the log and the exception in it', async () => {
    await eventually(async () => {
      const trace = (await service.request('GET', `/traces/${TRACE_ID}`, { as: 'viewer' })).body;
      expect(trace).toMatchObject({ services: ['students'], errors: { count: 1 }, logs: { count: 1 } });
      expect(trace.spans[0]).toMatchObject({ operation_name: 'GET /students/:id/average', status: 'error' });
    });
    expect(await items('/logs?service=students&level=warn')).toEqual([
      expect.objectContaining({ message: 'no marks yet', trace_id: TRACE_ID, environment: 'production' }),
    ]);
    // It leaves three spans on its way out.
    expect(await items('/errors')).toEqual([
      expect.objectContaining({
        error_type: 'RangeError',
        service: 'students',
        release: '2.4.1',
        endpoint: '/students/:id/average',
        trace_id: TRACE_ID,
      }),
    ]);
  });
});
