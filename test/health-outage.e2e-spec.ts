import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '../src/database/embedded/embedded-postgres.js';
import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const SAMPLE = { metric_name: 'outage_test', metric_type: 'gauge', value: 1 };

describe('an outage of PostgreSQL', () => {
  const directory = mkdtempSync(join(tmpdir(), 'monitoring-outage-'));
  const data = join(directory, 'postgres');
  let postgres: EmbeddedPostgres;
  let service: TestService;

  beforeAll(async () => {
    chmodSync(directory, 0o755); // the server may run under another account than the tests
    postgres = await EmbeddedPostgres.start(data, { settings: { fsync: 'off' } });
    service = await startService({
      ownDatabase: false,
      env: { DATABASE_URL: postgres.url, COLLECTOR_INTERVAL_SECONDS: '1', ALERT_EVALUATION_SECONDS: '1' },
    });
  });
  afterAll(async () => {
    await service?.stop();
    await postgres?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const health = async () => {
    const startedAt = performance.now();
    const answer = await service.request('GET', '/health', { as: null });
    return { ...answer, ms: performance.now() - startedAt };
  };

  async function expectEverythingWell(): Promise<void> {
    expect((await health()).body).toMatchObject({ status: 'ok' });
    expect((await service.request('GET', '/alerts')).status).toBe(200);
    expect((await service.request('GET', '/metrics?metric_name=outage_test')).status).toBe(200);
    expect((await service.request('POST', '/metrics', { body: SAMPLE })).status).toBe(201);
    expect((await service.request('GET', '/dashboard')).status).toBe(200);
  }

  it('answers 503 while it is stopped, says so, and is well within 5 s of its return without a restart', async () => {
    await expectEverythingWell();
    const pid = service.process.child.pid;
    await postgres.stop();

    for (const [method, path] of [
      ['GET', '/alerts'],
      ['GET', '/metrics?metric_name=outage_test'],
      ['GET', '/database'],
      ['POST', '/metrics'],
      ['POST', '/errors'],
    ] as const) {
      const body =
        path === '/metrics' ? SAMPLE : { error_type: 'OutageError', error_message: 'while the database is away' };
      // A list of alerts may be answered from memory for a second.
      const answer = await eventually(async () => {
        const answered = await service.request(method, path, method === 'POST' ? { body } : {});
        expect({ method, path, status: answered.status }).toEqual({ method, path, status: 503 });
        return answered;
      });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
    const down = await eventually(async () => {
      const answer = await health();
      expect(answer.status).toBe(503);
      return answer;
    });
    expect(down.ms).toBeLessThan(3000);
    expect(down.body).toMatchObject({
      status: 'error',
      checks: { database: { status: 'down', message: 'The database is not available' }, jobs: { status: 'up' } },
    });
    expect((await service.request('GET', '/status', { as: null })).status).toBe(200);

    postgres = await EmbeddedPostgres.start(data, { settings: { fsync: 'off' } });
    const returnedAt = performance.now();
    await eventually(expectEverythingWell, { timeoutMs: 5000 });
    expect(performance.now() - returnedAt).toBeLessThan(5000);
    expect(service.process.running).toBe(true);
    expect(service.process.child.pid).toBe(pid);
  });

  it('answers /health within 3 s while it hangs, and recovers when it goes on', async () => {
    const frozen = serverProcesses(data);
    expect(frozen.length).toBeGreaterThan(1);
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    try {
      const down = await eventually(async () => {
        const answer = await health();
        expect(answer.ms).toBeLessThan(3000);
        expect(answer.status).toBe(503);
        return answer;
      });
      expect(down.body.checks.database.status).toBe('down');
      expect(down.body.checks.metrics_ingest.status).toBe('down');
    } finally {
      for (const pid of frozen) process.kill(pid, 'SIGCONT');
    }
    await eventually(expectEverythingWell, { timeoutMs: 5000 });
  });
});

/** The postmaster and its children. */
function serverProcesses(directory: string): number[] {
  const postmaster = Number(readFileSync(join(directory, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const parentOf = (pid: string) => {
    try {
      return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    } catch {
      return undefined; // ended meanwhile
    }
  };
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === postmaster);
  return [postmaster, ...children.map(Number)];
}
