import { blocksOf, readEnvironment } from '../support/client-docs.js';
import { eventually } from '../support/eventually.js';
import { ExampleServer } from '../support/example-server.js';
import { pythonPrograms } from '../support/python-environment.js';
import { startService, type TestService } from '../support/service.js';

const LIMIT_MS = 120_000;
const EXAMPLE = 'docs/examples/sentry-python';

const programs = pythonPrograms(EXAMPLE, ['fastapi', 'sentry_sdk', 'uvicorn']);

(programs ? describe : describe.skip)("the example with Sentry's SDK for Python, as docs/clients.md starts it", () => {
  let service: TestService;
  let fees: ExampleServer;

  beforeAll(async () => {
    service = await startService({ env: { TRACE_SAMPLE_RATE: '1' } });
    const { sentry_dsn } = (await service.request('POST', '/ingest-keys', { body: { name: 'python' } })).body;
    const [block] = blocksOf('sh', 'Sentry SDKs');
    const { env, command } = readEnvironment(block!.replace(/https:\S+/, sentry_dsn));
    fees = await ExampleServer.start(`${command} --port 0`, { cwd: EXAMPLE, programs: programs!, env });
    for (const student of [1, 2]) await fetch(`${fees.url}/fees/${student}`);
  }, LIMIT_MS);
  afterAll(async () => {
    await fees?.stop();
    await service?.stop();
  });

  const items = async (path: string) => (await service.request('GET', path, { as: 'viewer' })).body.items;

  it('has its exception kept, with frames and source lines', async () => {
    await eventually(async () => {
      expect(await items('/errors')).toEqual([
        expect.objectContaining({
          error_type: 'KeyError',
          service: 'fees',
          release: '2.4.1',
          environment: 'production',
          endpoint: '/fees/{student_id}',
          culprit: 'fee (app.py)',
          processing_errors: [],
        }),
      ]);
    });
    const [{ exceptions, trace_id }] = await items('/errors');
    expect(exceptions[0].frames).toContainEqual(
      expect.objectContaining({
        function: 'fee',
        in_app: true,
        context_line: '    return 900 / terms[student_id]',
      }),
    );
    await eventually(async () => {
      expect(await items('/traces?status=error')).toEqual([expect.objectContaining({ trace_id })]);
    });
  });

  it('has its transactions kept as spans', async () => {
    await eventually(async () => {
      expect(await items('/traces?service=fees')).toEqual([
        expect.objectContaining({ root_operation: '/fees/{student_id}', status: 'error' }),
        expect.objectContaining({ root_operation: '/fees/{student_id}', status: 'ok' }),
      ]);
    });
  });
});
