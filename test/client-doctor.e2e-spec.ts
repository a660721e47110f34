import { execFile } from 'node:child_process';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { eventually } from './support/eventually.js';
import { freePort } from './support/free-port.js';
import { countsBy } from './support/request-counts.js';
import { startService, type TestService } from './support/service.js';

const CLI = fileURLToPath(new URL('../packages/client/dist/cli/main.js', import.meta.url));

interface Outcome {
  readonly code: number;
  readonly said: string;
}

/** As a person runs it. */
function run(env: Record<string, string>, ...args: string[]): Promise<Outcome> {
  return new Promise((done) => {
    const { PATH } = process.env;
    execFile(process.execPath, [CLI, ...args], { env: { PATH, ...env }, timeout: 30_000 }, (fault, out, trouble) =>
      done({ code: fault ? Number(fault.code ?? -1) : 0, said: out + trouble }),
    );
  });
}

describe('the doctor of the client', () => {
  let monitoring: TestService;
  let key: string;
  const servers: Server[] = [];

  beforeAll(async () => {
    monitoring = await startService();
    key = (await monitoring.request('POST', '/ingest-keys', { body: { name: 'doctor' } })).body.key;
  });
  afterAll(async () => {
    for (const server of servers) server.closeAllConnections();
    await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
    await monitoring?.stop();
  });

  const doctor = (endpoint: string, apiKey: string, service = 'checked') =>
    run({ MONITORING_ENDPOINT: endpoint, MONITORING_API_KEY: apiKey, MONITORING_SERVICE: service }, 'doctor');
  async function serve(listener: (...exchange: Parameters<RequestListener>) => unknown): Promise<string> {
    const server = createServer((...exchange) => void listener(...exchange));
    servers.push(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('finds that all is well, and has sent a test of each signal', async () => {
    const { code, said } = await doctor(monitoring.url, key);
    expect(said).toContain('What the client records arrives.');
    expect(code).toBe(0);
    expect(said.match(/^✓ (\w+)/gm)).toEqual(
      ['configuration', 'service', 'health', 'clock', 'metrics', 'errors', 'traces', 'logs', 'security'].map(
        (subject) => `✓ ${subject}`,
      ),
    );
    expect(said).not.toContain(key);
    const items = async (path: string) => (await monitoring.request('GET', `${path}?service=checked`)).body.items;
    expect(await items('/errors')).toMatchObject([{ error_type: 'MonitoringDoctorTest' }]);
    expect(await items('/security/events')).toMatchObject([{ event_type: 'monitoring_doctor' }]);
    expect(await countsBy(monitoring, 'monitoring_doctor_total', 'checked', ['service'])).toEqual({ checked: 1 });
    await eventually(async () => {
      expect(await items('/logs')).toMatchObject([{ level: 'info' }]);
      expect(await items('/traces')).toMatchObject([{ span_count: 1 }]);
    });
  });

  it.each([
    ['a key that is not known', () => `ocm_${'0'.repeat(64)}`, 'is not known, or was revoked'],
    ['no key', () => '', 'there is none'],
    ['a token that may not send', () => monitoring.token('viewer'), 'may not send'],
  ])('tells %s', async (_what, keyOf, reason) => {
    const { code, said } = await doctor(monitoring.url, keyOf());
    expect(said).toContain(reason);
    expect(said).toContain('POST /ingest-keys');
    expect(said).not.toContain('✓ metrics');
    expect(code).toBe(1);
  });

  it('tells a key that was revoked', async () => {
    const { body } = await monitoring.request('POST', '/ingest-keys', { body: { name: 'revoked' } });
    await monitoring.request('DELETE', `/ingest-keys/${body.id}`);
    expect(await doctor(monitoring.url, body.key)).toMatchObject({ code: 1, said: expect.stringContaining('revoked') });
  });

  it('tells why nobody answers, or somebody else', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const stranger = await serve((_request, response) => response.end('<h1>It works!</h1>'));
    const proxy = await serve((_request, response) => response.writeHead(302, { location: monitoring.url }).end());
    for (const [endpoint, reason] of [
      [nobody, 'nobody listens at 127.0.0.1'],
      ['http://no-such-host.invalid:3000', 'no-such-host.invalid'],
      [stranger, 'is not OneClass Monitoring'],
      [proxy, '(302) is not OneClass Monitoring'],
    ] as const) {
      expect(await doctor(endpoint, key)).toMatchObject({ code: 1, said: expect.stringContaining(reason) });
    }
  });

  it('tells what is wrong with the configuration, and where to look for the command', async () => {
    expect(await run({}, 'doctor')).toMatchObject({ code: 1, said: expect.stringContaining('MONITORING_ENDPOINT') });
    expect(await run({}, 'doctor', '--endpiont', 'x')).toMatchObject({
      code: 2,
      said: expect.stringContaining('--endpoint'),
    });
    expect(await run({}, 'nurse')).toMatchObject({ code: 2, said: expect.stringContaining('source-maps') });
  });

  it.each([
    [-3_600_000, 1, 'which refuses times in its future'],
    [90_000, 0, 's behind that of the service'],
  ])('tells a clock that is off (the service by %d ms)', async (offMs, code, reason) => {
    const skewed = await serve(async (request, response) => {
      const answer = await fetch(monitoring.url + request.url!, {
        method: request.method!,
        headers: {
          authorization: request.headers.authorization ?? '',
          'content-type': request.headers['content-type'] ?? '',
        },
        ...(request.method === 'POST' ? { body: Buffer.concat(await request.toArray()) } : {}),
      });
      const text = await answer.text();
      const told = request.url!.endsWith('/status')
        ? JSON.stringify({ ...JSON.parse(text), time: new Date(Date.now() + offMs).toISOString() })
        : text;
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(told);
    });
    const outcome = await doctor(skewed, key, 'skewed');
    expect(outcome.said).toContain(reason);
    expect(outcome.code).toBe(code);
  });
});
