import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from '../support/eventually.js';
import { startService, type TestService } from '../support/service.js';

const SCRIPT = fileURLToPath(new URL('../support/instrumented-service.cjs', import.meta.url));
const STUDENTS = 12;

interface ShownSpan {
  span_id: string;
  parent_span_id: string | null;
  service_name: string;
  operation_name: string;
  kind: string;
  status: string;
  depth: number;
  missing_parent: boolean;
  tags: Record<string, unknown>;
}

describe('services with the HTTP and PostgreSQL instrumentations of OpenTelemetry', () => {
  let service: TestService;
  const children: ChildProcess[] = [];
  let portal: string;

  beforeAll(async () => {
    service = await startService({ env: { TRACE_SAMPLE_RATE: '0', TRACE_QUIET_SECONDS: '3' } });
    const fees = await start('fees', { DATABASE_URL: service.databaseUrl });
    portal = await start('portal', { CALLEE_URL: fees });
  });
  afterAll(async () => {
    await Promise.all(children.map(stop));
    await service?.stop();
  });

  /** All it is told of monitoring is where to send to. @returns its address */
  async function start(name: string, env: Record<string, string>): Promise<string> {
    const child = fork(SCRIPT, {
      env: {
        PATH: process.env.PATH,
        OTEL_SERVICE_NAME: name,
        OTEL_EXPORTER_OTLP_ENDPOINT: service.url,
        OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer ${service.token('ingest')}`,
        OTEL_BSP_SCHEDULE_DELAY: '200',
        ...env,
      },
    });
    children.push(child);
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    return `http://127.0.0.1:${port}`;
  }

  async function stop(child: ChildProcess): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
  }

  /** The one trace that ended so, once all of it has come and it is decided whether it stays. */
  function traceOf(status: 'ok' | 'error') {
    const found = () => service.request('GET', `/traces?status=${status}`, { as: 'viewer' });
    return eventually(async () => {
      const { items } = (await found()).body;
      expect(items).toEqual([expect.objectContaining({ services: ['fees', 'portal'] })]);
      const [{ trace_id }] = items;
      const decided = 'select from traces where trace_id = $1 and not pending';
      expect(await service.query(decided, [trace_id])).toHaveLength(1);
      const [summary] = (await found()).body.items; // again, as the decision left it
      const { spans, ...trace } = (await service.request('GET', `/traces/${trace_id}`, { as: 'viewer' })).body;
      expect((spans as ShownSpan[]).filter(({ missing_parent }) => missing_parent)).toEqual([]);
      return { summary, trace, spans: spans as ShownSpan[] };
    });
  }

  it('give one tree over both, with the queries of a loop folded and marked', async () => {
    expect((await fetch(`${portal}/students`)).status).toBe(200);
    const { summary, trace, spans } = await traceOf('ok');
    expect(summary).toMatchObject({ root_service: 'portal', sampling: null });

    const [root, call, served] = spans as [ShownSpan, ShownSpan, ShownSpan];
    expect([root, call, served]).toMatchObject([
      { service_name: 'portal', kind: 'server', depth: 0, parent_span_id: null },
      { service_name: 'portal', kind: 'client', depth: 1, parent_span_id: root.span_id },
      { service_name: 'fees', kind: 'server', depth: 2, parent_span_id: call.span_id },
    ]);
    expect(root.tags).toMatchObject({ 'url.path': '/students', 'http.response.status_code': 200 });
    const queries = spans.filter(({ tags }) => String(tags['db.query.text']).includes('pg_sleep'));
    expect(queries).toHaveLength(STUDENTS);
    expect(new Set(queries.map(({ parent_span_id }) => parent_span_id))).toEqual(new Set([served.span_id]));
    expect(trace.folds).toContainEqual(
      expect.objectContaining({
        parent_span_id: served.span_id,
        service_name: 'fees',
        kind: 'client',
        call: 'select ? as student, pg_sleep(?)',
        count: STUDENTS,
        likely_n_plus_one: true,
      }),
    );
  });

  it('have a failing request kept for its error, although no other is', async () => {
    expect((await fetch(`${portal}/broken`)).status).toBe(500);
    const { summary, spans } = await traceOf('error');
    expect(summary).toMatchObject({ sampling: 'error' });
    const failed = spans.filter(({ status }) => status === 'error');
    expect(failed.map(({ service_name, kind }) => `${service_name} ${kind}`)).toEqual([
      'portal server',
      'portal client',
      'fees server',
      'fees client',
    ]);
    expect(failed.at(-1)).toMatchObject({ tags: { 'db.query.text': 'select * from no_such_table' } });
  });

  it('stand on the map of who calls whom', async () => {
    await eventually(async () => {
      const { body } = await service.request('GET', '/traces/service-map', { as: 'viewer' });
      expect(body.items).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            client: 'portal',
            server: 'fees',
            server_kind: 'service',
            count: 2,
            error_ratio: 0.5,
          }),
          expect.objectContaining({ client: 'fees', server: 'postgresql', server_kind: 'database' }),
        ]),
      );
    });
  });
});
