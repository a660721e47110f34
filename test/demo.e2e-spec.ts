import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from './support/eventually.js';
import { descendantsOf, isRunning } from './support/process-tree.js';

/** Three services start one after the other. */
const LIMIT_MS = 120_000;
const MAIN = fileURLToPath(new URL('../dist/demo/main.js', import.meta.url));

/** The demo as `npm run demo` starts it, in a folder of its own. */
class Demo {
  output = '';
  readonly folder = mkdtempSync(join(tmpdir(), 'monitoring-demo-'));
  readonly child: ChildProcess;

  constructor(env: NodeJS.ProcessEnv = {}) {
    chmodSync(this.folder, 0o755);
    const { PATH, HOME } = process.env;
    this.child = spawn(process.execPath, [MAIN], {
      cwd: this.folder,
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        this.output += chunk;
      });
    }
  }

  /** The printed address and token. */
  async link(): Promise<{ url: string; token: string }> {
    return eventually(
      () => {
        const [, url, token] = /Dashboard\s+(http:\S+)\/#token=(\S+)/.exec(this.output) ?? [];
        if (!url || !token) throw new Error(`the demo did not start:\n${this.output}`);
        return { url, token };
      },
      { timeoutMs: 40_000 },
    );
  }

  /** Sends the signal, waits for the end. @returns the exit code */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const exit = once(this.child, 'exit');
      this.child.kill(signal);
      await exit;
    }
    return this.child.exitCode;
  }

  async remove(): Promise<void> {
    // Killed, it would leave a server behind that still writes.
    await this.end('SIGINT');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
}

type Get = (path: string) => Promise<{ items: Record<string, unknown>[] }>;

function getter({ url, token }: { url: string; token: string }): Get {
  return async (path) => {
    const answer = await fetch(`${url}/api/v1/monitoring${path}`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(200);
    return (await answer.json()) as Awaited<ReturnType<Get>>;
  };
}

describe('the demo', () => {
  let demo: Demo;
  afterEach(() => demo?.remove());

  it(
    'shows metrics, errors and traces of both services within ten seconds, and stops without a trace',
    async () => {
      demo = new Demo();
      const get = getter(await demo.link());
      await eventually(
        async () => {
          for (const service of ['students', 'billing']) {
            const tags = encodeURIComponent(JSON.stringify({ service }));
            expect((await get(`/metrics?metric_name=http_requests_total&tags=${tags}`)).items).not.toHaveLength(0);
            expect((await get(`/errors?service=${service}`)).items).not.toHaveLength(0);
          }
          const shared = (await get('/traces?service=billing&limit=100')).items.filter(
            ({ root_service: root, services }) => root === 'students' && (services as string[]).includes('billing'),
          );
          expect(shared).not.toHaveLength(0);
        },
        { timeoutMs: 10_000 },
      );
      const processes = descendantsOf(demo.child.pid!);
      expect(processes.length).toBeGreaterThanOrEqual(4);
      expect(await demo.end('SIGINT')).toBe(0);
      expect(processes.filter(isRunning)).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'is calm as long as nobody attacks, and tells who asks',
    async () => {
      demo = new Demo({ DEMO_ATTACK_MINUTES: '60' });
      const get = getter(await demo.link());
      // One request in fifty is refused: by then there were some hundreds.
      const refused = async () => (await get('/security/events?event_type=access_denied&limit=1000')).items;
      const addressesOf = (events: Record<string, unknown>[]) => new Set(events.map(({ ip_address }) => ip_address));
      await eventually(async () => expect(addressesOf(await refused()).size).toBeGreaterThan(15), {
        timeoutMs: 120_000,
      });
      for (const address of addressesOf(await refused())) expect(address).toMatch(/^41\.60\./);
      expect((await get('/security/events?min_severity=error')).items).toEqual([]);
      expect((await get('/security/decisions')).items).toEqual([]);
      expect((await get('/alerts')).items.filter(({ name }) => name === 'Attack Detected')).toEqual([]);
    },
    LIMIT_MS * 2,
  );

  it(
    'is attacked now and then, which is seen and raises an alert',
    async () => {
      demo = new Demo({ DEMO_ATTACK_MINUTES: '2' });
      const get = getter(await demo.link());
      await eventually(
        async () => {
          const { items } = await get('/security/events?event_type=sql_injection_attempt');
          expect(items.length).toBeGreaterThan(0);
          for (const { ip_address } of items) expect(ip_address).toBe('203.0.113.20');
          const alerts = (await get('/alerts')).items.filter(({ name }) => name === 'Attack Detected');
          expect(alerts.length).toBeGreaterThan(0);
        },
        { timeoutMs: 120_000 },
      );
    },
    LIMIT_MS * 2,
  );

  it(
    'takes its services with it when it is killed',
    async () => {
      demo = new Demo();
      await demo.link();
      const processes = descendantsOf(demo.child.pid!);
      expect(processes.length).toBeGreaterThanOrEqual(4);
      await demo.end('SIGKILL');
      await eventually(() => expect(processes.filter(isRunning)).toEqual([]), { timeoutMs: 20_000 });
    },
    LIMIT_MS,
  );
});
