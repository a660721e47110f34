import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url));
const START_MS = 60_000;

/** The built service as a process of its own, as a user starts it. */
export class ServiceProcess {
  output = '';

  private constructor(
    readonly child: ChildProcess,
    readonly startedAt: number,
  ) {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        this.output += chunk;
      });
    }
  }

  /** @param account another account to run under, which only root can give */
  static spawn(env: NodeJS.ProcessEnv, account: { uid?: number; gid?: number } = {}): ServiceProcess {
    const { PATH, HOME } = process.env;
    const child = spawn(process.execPath, [MAIN], {
      cwd: tmpdir(),
      ...account,
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new ServiceProcess(child, performance.now());
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The address people are told to use, once it has printed its links. @throws with its output when it ends first */
  async listening(): Promise<string> {
    const deadline = Date.now() + START_MS;
    for (;;) {
      const address = /Swagger UI\s+(https?:\S+)\/docs/.exec(this.output)?.[1];
      if (address) return address;
      if (!this.running || Date.now() > deadline) throw new Error(`the service did not start:\n${this.output}`);
      await new Promise((done) => setTimeout(done, 10));
    }
  }

  /** Sends the signal and waits for the end. @returns the exit code, null after a signal that kills */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.running) {
      const exit = once(this.child, 'exit');
      this.child.kill(signal);
      await exit;
    }
    return this.child.exitCode;
  }

  /** Waits until it ends by itself. @returns the exit code */
  async ended(): Promise<number | null> {
    if (this.running) await once(this.child, 'exit');
    return this.child.exitCode;
  }
}
