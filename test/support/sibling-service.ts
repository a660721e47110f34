import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A small Nest service that uses the client: one of the demo's, as a process of its own. */
export class SiblingService {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** Starts `students` (Fastify) or `billing` (Express); what it records goes to `endpoint`. */
  static async start(
    name: 'students' | 'billing',
    { endpoint, key, env = {} }: { endpoint: string; key: string; env?: Record<string, string> },
  ): Promise<SiblingService> {
    const { PATH, HOME } = process.env;
    const child = fork(fileURLToPath(new URL(`../../dist/demo/${name}.js`, import.meta.url)), {
      env: {
        PATH,
        HOME,
        MONITORING_ENDPOINT: endpoint,
        MONITORING_API_KEY: key,
        MONITORING_SERVICE: name,
        ...env,
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    return new SiblingService(child, `http://127.0.0.1:${port}`);
  }

  /** Sends a request and reads the answer to its end. */
  async request(
    path: string,
    { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Response> {
    const answer = await fetch(this.url + path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    await answer.arrayBuffer();
    return answer;
  }

  /** Asks it to stop, and waits until it has sent what it had and is gone. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await exit;
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exit;
  }
}
