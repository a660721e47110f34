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

  constructor() {
    chmodSync(this.folder, 0o755);
    const { PATH, HOME } = process.env;
    this.child = spawn(process.execPath, [MAIN], {
      cwd: this.folder,
      env: { PATH, HOME },
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
    await this.end('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
}

describe('the demo', () => {
  let demo: Demo;
  beforeEach(() => {
    demo = new Demo();
  });
  afterEach(() => demo.remove());

  it(
    'shows metrics, errors and traces of both services within ten seconds, and stops without a trace',
    async () => {
      const { url, token } = await demo.link();
      const get = async (path: string) => {
        const answer = await fetch(`${url}/api/v1/monitoring${path}`, {
          headers: { authorization: `Bearer ${token}` },
        });
        expect(answer.status).toBe(200);
        return (await answer.json()) as { items: Record<string, unknown>[] };
      };
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
    'takes its services with it when it is killed',
    async () => {
      await demo.link();
      const processes = descendantsOf(demo.child.pid!);
      expect(processes.length).toBeGreaterThanOrEqual(4);
      await demo.end('SIGKILL');
      await eventually(() => expect(processes.filter(isRunning)).toEqual([]), { timeoutMs: 20_000 });
    },
    LIMIT_MS,
  );
});
