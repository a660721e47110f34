import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from './eventually.js';

const START_MS = 60_000;

/** A service from docs/examples as a process of its own. It says where it is `running on`. */
export class ExampleServer {
  url: string;
  output = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        this.output += chunk;
      });
    }
  }

  /** @param command what starts it, as one writes it in a shell @param programs a folder with programs of its own */
  static async start(
    command: string,
    { cwd, programs = '', env }: { cwd: string; programs?: string; env: Record<string, string> },
  ): Promise<ExampleServer> {
    const [program, ...args] = command.split(' ');
    const PATH = `${programs}:${process.env.PATH}`;
    const child = spawn(program!, args, { cwd, env: { PATH, PYTHONDONTWRITEBYTECODE: '1', ...env } });
    const server = new ExampleServer(child);
    await eventually(
      () => {
        const url = /running on (http:[\w/.:]+)/i.exec(server.output)?.[1];
        if (!url) throw new Error(`${command} did not start:\n${server.output}`);
        server.url = url;
      },
      { timeoutMs: START_MS },
    );
    return server;
  }

  /** Stops it; what it still has to send is sent then. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await exit;
  }
}
