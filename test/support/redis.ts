import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.js';

const START_MS = 10_000;

/** A real Redis that keeps nothing. */
export class Redis {
  private constructor(
    private readonly server: ChildProcess,
    readonly port: number,
  ) {}

  static async start(): Promise<Redis> {
    const port = await freePort();
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const redis = new Redis(spawn('redis-server', options, { stdio: 'ignore' }), port);
    for (const deadline = Date.now() + START_MS; !(await redis.answers()); await sleep(50)) {
      if (Date.now() > deadline) throw new Error('redis-server does not answer');
    }
    return redis;
  }

  async stop(): Promise<void> {
    const exit = once(this.server, 'exit');
    this.server.kill('SIGTERM');
    await exit;
  }

  private answers(): Promise<boolean> {
    return new Promise((tell) => {
      const socket = connect(this.port, '127.0.0.1', () => {
        socket.destroy();
        tell(true);
      });
      socket.on('error', () => tell(false));
    });
  }
}
