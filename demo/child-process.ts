import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** After this time a child that was asked to stop is ended. */
const STOP_MS = 12_000;

/** One process of the demo. It stops when it is told to and when the demo is gone, even if that was killed. */
export class DemoProcess {
  private stopping = false;

  private constructor(
    readonly name: string,
    private readonly child: ChildProcess,
  ) {}

  /**
   * Starts `script`, a module of this folder, with `env` and nothing else of the demo's environment but paths.
   * `onEnd` is called when it ends without having been asked to.
   */
  static start(name: string, script: string, env: Record<string, string>, onEnd: (name: string) => void): DemoProcess {
    const { PATH = '', HOME = '' } = process.env;
    const child = fork(fileURLToPath(new URL(script, import.meta.url)), {
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      // A group of its own: Ctrl-C reaches the demo alone, which then stops its children in order.
      detached: true,
    });
    const started = new DemoProcess(name, child);
    child.once('exit', () => {
      if (!started.stopping) onEnd(name);
    });
    return started;
  }

  /** Waits for a piece of its output; what it prints after that is shown. @returns the pattern's groups */
  async prints(pattern: RegExp): Promise<string[]> {
    const stdout = this.child.stdout!.setEncoding('utf8');
    for (let output = ''; ; ) {
      const [chunk] = await this.next(stdout, 'data').catch((fault: Error) => {
        throw new Error(`${fault.message}:\n${output}`);
      });
      output += String(chunk);
      const found = pattern.exec(output);
      if (!found) continue;
      stdout.pipe(process.stderr);
      return found.slice(1);
    }
  }

  /** Waits until it says on which port it listens. @returns its address */
  async listens(): Promise<string> {
    const [{ port }] = (await this.next(this.child, 'message')) as [{ port: number }];
    return `http://127.0.0.1:${port}`;
  }

  /** Asks it to stop and waits until it has. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exit = once(this.child, 'exit');
    if (this.child.connected) this.child.disconnect();
    const limit = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    await exit;
    clearTimeout(limit);
  }

  private next(emitter: NodeJS.EventEmitter, event: string): Promise<unknown[]> {
    const ended = new AbortController();
    const onExit = (): void => ended.abort(new Error(`${this.name} ended while it was starting`));
    this.child.once('exit', onExit);
    return once(emitter, event, { signal: ended.signal })
      .catch(() => {
        throw ended.signal.reason;
      })
      .finally(() => this.child.off('exit', onExit));
  }
}
