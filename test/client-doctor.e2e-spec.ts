import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, request } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { EmbeddedPostgres } from '../src/database/embedded/embedded-postgres.js';
import { eventually } from './support/eventually.js';
import { freePort } from './support/free-port.js';
import { startService, type TestService } from './support/service.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLI = join(ROOT, 'packages/client/dist/cli/main.js');
const SIGNALS = ['metric', 'error', 'trace', 'log', 'security event'];
const UNKNOWN_KEY = `ocm_${'0'.repeat(64)}`;

describe('the doctor of the client', () => {
  const directory = mkdtempSync(join(tmpdir(), 'monitoring-doctor-'));
  const servers: Server[] = [];
  let postgres: EmbeddedPostgres;
  let service: TestService;
  let key: string;

  beforeAll(async () => {
    chmodSync(directory, 0o755); // the server may run under another account than the tests
    postgres = await EmbeddedPostgres.start(join(directory, 'postgres'), { settings: { fsync: 'off' } });
    service = await startService({ ownDatabase: false, env: { DATABASE_URL: postgres.url } });
    key = (await makeKey('students')).key;
  });
  afterAll(async () => {
    for (const server of servers) server.close();
    await service?.stop();
    await postgres?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const makeKey = async (name: string) => (await service.request('POST', '/ingest-keys', { body: { name } })).body;
  const read = async (path: string) => (await service.request('GET', path)).body;

  /** Runs it to its end. */
  async function run(env: Record<string, string> = {}, ...args: string[]) {
    const given = { MONITORING_ENDPOINT: service.url, MONITORING_API_KEY: key, MONITORING_SERVICE: 'students', ...env };
    const options = { env: { PATH: process.env.PATH, ...given }, timeout: 30_000 };
    const child = execFile(process.execPath, [CLI, 'doctor', ...args], options);
    const output = { stdout: '', stderr: '' };
    child.stdout?.on('data', (chunk: string) => (output.stdout += chunk));
    child.stderr?.on('data', (chunk: string) => (output.stderr += chunk));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, ...output };
  }

  /** What came of each check, and what was said of those that did not go well. */
  async function examine(env: Record<string, string> = {}, ...args: string[]) {
    const { code, stdout, stderr } = await run(env, ...args);
    expect(stderr).toBe('');
    expect(stdout).not.toMatch(/ocm_[0-9a-f]/);
    const found = [...stdout.matchAll(/^(ok|warning|failed|skipped) +(security event|\w+) +(.*(?:\n +→ .*)?)$/gm)];
    const outcomes = Object.fromEntries(found.map(([, outcome, name]) => [name, outcome]));
    const said = Object.fromEntries(found.map(([, , name, message]) => [name, message]));
    return { code, outcomes, said };
  }

  /** The address of another server. */
  async function listen(server: Server): Promise<string> {
    servers.push(server.listen(0, '127.0.0.1'));
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const serve = (listener: RequestListener) => listen(createServer(listener));

  /** Passes requests on to the service, and answers as if its clock were elsewhere. */
  const behindClock = (aheadMs: number) =>
    serve((incoming, outgoing) => {
      const { method, url, headers } = incoming;
      const shift = (time: string) => new Date(Date.parse(time) + aheadMs).toISOString();
      const forwarded = request(service.url + url, { method, headers }, (answer) => {
        outgoing.statusCode = answer.statusCode!;
        void text(answer).then((body) => outgoing.end(body.replace(/(?<="time":")[^"]*/, shift)));
      });
      incoming.pipe(forwarded);
    });

  it('finds that all is well, and the service has each kind of signal then', async () => {
    const { code, outcomes } = await examine();
    const checks = ['options', 'key', 'connection', 'service', 'health', 'clock', 'access', ...SIGNALS];
    expect({ code, outcomes }).toEqual({ code: 0, outcomes: Object.fromEntries(checks.map((name) => [name, 'ok'])) });

    const tags = encodeURIComponent(JSON.stringify({ service: 'students' }));
    const points = (await read(`/metrics?metric_name=monitoring_doctor&tags=${tags}`)).items;
    expect(points).toMatchObject([{ value: 1 }]);
    expect((await read('/errors?service=students')).items).toMatchObject([
      { error_type: 'monitoring_doctor', error_message: 'monitoring_doctor: this is a test, nothing is wrong' },
    ]);
    await eventually(async () => {
      const [{ trace_id }] = (await read('/traces?service=students')).items;
      const trace = await read(`/traces/${trace_id}`);
      expect(trace.spans).toMatchObject([{ operation_name: 'monitoring_doctor', service_name: 'students' }]);
    });
    expect((await read('/logs?service=students')).items).toMatchObject([
      { level: 'info', message: expect.stringContaining('monitoring_doctor: this is a test') },
    ]);
    expect((await read('/security/events?event_type=monitoring_doctor')).items).toMatchObject([
      { severity: 'info', service: 'students' },
    ]);
  });

  it('takes the endpoint and the service as options, and warns of what is odd', async () => {
    const env = { MONITORING_ENDPOINT: 'http://127.0.0.1:1', MONITORING_SERVICE: '', TRACE_SAMPLE_RATE: '7' };
    const endpoint = `${service.url}/api/v1/monitoring/`;
    const { code, outcomes, said } = await examine(env, '--endpoint', endpoint, '--service', 'billing');
    expect({ code, outcomes }).toMatchObject({ code: 0, outcomes: { options: 'warning', trace: 'ok' } });
    expect(said.options).toContain('sampleRate is "7"');
    expect((await read('/logs?service=billing')).items).toHaveLength(1);
  });

  it('takes a token in place of a key as long as it is one that may send, with a warning', async () => {
    const admitted = await examine({ MONITORING_API_KEY: service.token('ingest') });
    expect(admitted).toMatchObject({ code: 0, outcomes: { key: 'warning', access: 'ok', log: 'ok' } });
    const viewer = await examine({ MONITORING_API_KEY: service.token('viewer') });
    expect(viewer).toMatchObject({ code: 1, outcomes: { key: 'warning', access: 'failed', log: 'skipped' } });
    expect(viewer.said.access).toMatch(/403: This needs the role ingest.*\n.*use an ingest key/);
    const expired = await examine({ MONITORING_API_KEY: service.token('ingest', { iat: 1_000 }) });
    expect(expired.said.access).toContain('401: The token was refused: jwt expired.');
  });

  it('tells keys apart that are missing, malformed, unknown and revoked', async () => {
    const revoked = await makeKey('old');
    expect((await service.request('DELETE', `/ingest-keys/${revoked.id}`)).status).toBe(204);
    for (const bad of [UNKNOWN_KEY, revoked.key]) {
      const { code, outcomes, said } = await examine({ MONITORING_API_KEY: bad });
      expect({ code, outcomes }).toMatchObject({ code: 1, outcomes: { key: 'ok', clock: 'ok', access: 'failed' } });
      expect(said.access).toMatch(/401: The ingest key is not known or has been revoked.*\n.*POST \/ingest-keys/);
      for (const name of SIGNALS) expect(said[name]).toBe('as "access" failed');
    }
    for (const [bad, reason] of [
      ['', 'there is none'],
      [`"${key}"`, 'more around the ingest key'],
      ['letmein', 'not an ingest key'],
    ] as const) {
      const { code, outcomes, said } = await examine({ MONITORING_API_KEY: bad });
      expect({ code, outcomes }).toMatchObject({
        code: 1,
        outcomes: { key: 'failed', health: 'ok', access: 'skipped' },
      });
      expect(said.key).toContain(reason);
    }
  });

  it('tells apart why nobody can be reached', async () => {
    const silent = await listen(createTcpServer());
    const abrupt = await listen(createTcpServer((socket) => socket.destroy()));
    const rude = await listen(createTcpServer((socket) => socket.once('data', () => socket.destroy())));
    const cases = [
      [`http://127.0.0.1:${await freePort()}`, 'nobody listens at 127.0.0.1', 'start the service'],
      ['http://user:s3cret@monitoring.invalid:3000', 'the name monitoring.invalid cannot be resolved', 'DNS'],
      [service.url.replace('http:', 'https:'), 'does not speak TLS', 'use http://'],
      [rude, 'closes the connection', 'check the port'],
      [silent, 'does not answer in time', 'firewall'],
      // `fetch` connects to it again and again.
      [abrupt, 'does not answer in time', 'firewall'],
    ] as const;
    const expectUnreached = async ([endpoint, reason, fix]: (typeof cases)[number]) => {
      const { code, outcomes, said } = await examine({ MONITORING_ENDPOINT: endpoint });
      expect({ code, outcomes }).toMatchObject({
        code: 1,
        outcomes: { options: 'ok', key: 'ok', connection: 'failed', service: 'skipped', log: 'skipped' },
      });
      expect(said.connection).toContain(reason);
      expect(said.connection).toContain(fix);
      expect(said.log).toBe('as "connection" failed');
      expect(JSON.stringify(said)).not.toContain('s3cret');
    };
    await Promise.all(cases.map(expectUnreached));
  });

  it('knows who is not OneClass Monitoring, and shows nobody else the key', async () => {
    const seen: unknown[] = [];
    const page = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>\n<h1>Welcome to nginx!</h1>');
    });
    const gateway = await serve((_, response) => response.writeHead(502).end('<h1>502 Bad Gateway</h1>'));
    const redirect = await serve(({ url }, response) => response.writeHead(301, { location: service.url + url }).end());
    const login = await serve((_, response) => response.writeHead(302, { location: '/login?back=1' }).end());
    for (const [endpoint, reason, fix] of [
      [page, 'answers 200 <html> <h1>Welcome to nginx!</h1>', 'set MONITORING_ENDPOINT to the service itself'],
      [`${service.url}/elsewhere`, 'answers 404', 'with the path'],
      [gateway, 'answers 502', 'a proxy cannot reach the service'],
      [redirect, `redirects to ${service.url}/api`, `set MONITORING_ENDPOINT to ${service.url}\n`],
      [login, `redirects to ${login}/login,`, 'wants people to log in'],
    ] as const) {
      const { code, outcomes, said } = await examine({ MONITORING_ENDPOINT: endpoint });
      expect({ code, outcomes }).toMatchObject({
        code: 1,
        outcomes: { connection: 'ok', service: 'failed', health: 'skipped', access: 'skipped', metric: 'skipped' },
      });
      expect(said.service).toContain(reason);
      expect(`${said.service}\n`).toContain(fix);
    }
    expect(seen).toEqual([undefined]);
  });

  it('finds a clock that is wrong', async () => {
    const late = await examine({ MONITORING_ENDPOINT: await behindClock(90_000) });
    expect(late).toMatchObject({ code: 0, outcomes: { clock: 'warning', trace: 'ok' } });
    expect(late.said.clock).toMatch(/(89|90) s behind the service's.*\n.*NTP/);
    const early = await examine({ MONITORING_ENDPOINT: await behindClock(-3_600_000) });
    expect(early).toMatchObject({ code: 1, outcomes: { clock: 'failed', access: 'ok', metric: 'skipped' } });
    expect(early.said.clock).toMatch(/360\d s ahead of the service's: what is over 10 minutes ahead is refused/);
  });

  it('says what is refused of a signal, and why', async () => {
    const { code, outcomes, said } = await examine({ MONITORING_SERVICE: 'x'.repeat(200) });
    expect({ code, outcomes }).toMatchObject({ code: 1, outcomes: { access: 'ok', log: 'failed' } });
    expect(said.log).toMatch(/422: Nothing was stored.*service/);
  });

  it('prints no secret, wherever it was put', async () => {
    const token = service.token('ingest');
    for (const [endpoint, apiKey, secret] of [
      ['ftp://user:s3cret@monitoring', key, 's3cret'],
      [key, service.url, key.slice(-8)],
      [token, token, token.slice(-8)],
    ] as const) {
      const { code, stdout } = await run({ MONITORING_ENDPOINT: endpoint, MONITORING_API_KEY: apiKey });
      expect(code).toBe(1);
      expect(stdout).toContain('nothing is recorded: the endpoint is "');
      expect(stdout).not.toContain(secret);
    }
  });

  it('names faults in the command, and helps', async () => {
    for (const args of [['--speed', '3'], ['--endpoint'], ['now']]) {
      const { code, stderr } = await run({}, ...args);
      expect(code).toBe(2);
      expect(stderr).toContain('oneclass-monitoring doctor [--endpoint URL]');
    }
    const nurse = promisify(execFile)(process.execPath, [CLI, 'nurse']);
    await expect(nurse).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('doctor, source-maps') });
    expect(await run({}, '--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('--endpoint URL') });
    const { code, outcomes, said } = await examine({ MONITORING_ENDPOINT: 'monitoring:3000' });
    expect({ code, outcomes }).toMatchObject({ code: 1, outcomes: { options: 'failed', connection: 'skipped' } });
    expect(said.options).toContain('expected an address such as http://monitoring:3000');
  });

  it('is run by the name of the package where that is installed', async () => {
    const cwd = join(directory, 'app');
    mkdirSync(cwd);
    const npm = async (command: string, ...args: string[]) =>
      (await promisify(execFile)(command, args, { cwd })).stdout;
    const archive = (await npm('npm', 'pack', '--silent', join(ROOT, 'packages/client'))).trim();
    // Without Nest: the command needs nothing of it.
    const api = join(ROOT, 'node_modules/@opentelemetry/api');
    await npm('npm', 'install', '--offline', '--legacy-peer-deps', '--no-audit', join(cwd, archive), api);
    const usage = await npm('npx', '--no-install', '@oneclass/monitoring-client', 'doctor', '--help');
    expect(usage).toContain('oneclass-monitoring doctor [--endpoint URL]');
  });

  it('says that the service has lost its database', async () => {
    await postgres.stop();
    await eventually(async () => expect((await service.request('GET', '/health', { as: null })).status).toBe(503));
    const { code, outcomes, said } = await examine();
    expect({ code, outcomes }).toMatchObject({
      code: 1,
      outcomes: { service: 'ok', health: 'failed', clock: 'ok', access: 'skipped', metric: 'skipped' },
    });
    expect(said.health).toContain('database: The database is not available');
    postgres = await EmbeddedPostgres.start(join(directory, 'postgres'), { settings: { fsync: 'off' } });
    await eventually(async () => expect((await examine()).code).toBe(0));
  });
});
