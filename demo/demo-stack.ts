import { resolve } from 'node:path';
import { DemoProcess } from './child-process.js';

const API = '/api/v1/monitoring';

/** The monitoring service of a demo. */
export interface DemoMonitoring {
  /** Opens the dashboard, signed in. */
  readonly link: string;
  readonly url: string;
  /** An administrator's. */
  readonly token: string;
  /** An ingest key. */
  readonly key: string;
}

/** What a demo has started. Ctrl-C and the end of any part of it stop all of it, in the reverse order. */
export class DemoStack {
  /** In the order in which it must be stopped. */
  private readonly running: { stop(): Promise<void> | void }[] = [];
  private ending: Promise<void> | undefined;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void this.end(0));
  }

  /** Runs a demo; a fault ends it. */
  run(start: () => Promise<void>): void {
    start().catch((fault: unknown) => {
      if (this.ending) return;
      console.error(fault instanceof Error ? fault.message : fault);
      void this.end(1);
    });
  }

  /** Has something stopped before all that was started earlier: what that recorded is then still taken in. */
  add(part: { stop(): Promise<void> | void }): void {
    this.running.unshift(part);
  }

  async monitoring(dataDir: string, env: Record<string, string> = {}): Promise<DemoMonitoring> {
    const service = this.start('monitoring', './monitoring-service.js', {
      DATA_DIR: resolve(dataDir),
      HOST: '127.0.0.1',
      PORT: process.env.PORT ?? '0',
      LOG_LEVEL: 'warn',
      ...env,
    });
    const [link = '', url = '', token = ''] = await service.prints(/Dashboard\s+((http:\S+)\/#token=(\S+))/);
    return { link, url, token, key: await makeIngestKey(url, token) };
  }

  start(name: string, script: string, env: Record<string, string>): DemoProcess {
    const started = DemoProcess.start(name, script, env, (ended) => {
      console.error(`${ended} has ended: stopping the demo`);
      void this.end(1);
    });
    this.add(started);
    return started;
  }

  end(code: number): Promise<void> {
    this.ending ??= (async () => {
      for (const part of this.running) await part.stop();
      process.exit(code);
    })();
    return this.ending;
  }
}

async function makeIngestKey(url: string, token: string): Promise<string> {
  const answer = await fetch(`${url}${API}/ingest-keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'demo' }),
  });
  if (!answer.ok) throw new Error(`POST /ingest-keys answered ${answer.status}: ${await answer.text()}`);
  const { key } = (await answer.json()) as { key: string };
  return key;
}
