import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { TestService } from './service.js';

const PROBER = fileURLToPath(new URL('status-prober.js', import.meta.url));

/** The longest that GET /status had to wait, in milliseconds, from when `work` began until it was done. */
export async function longestWait(service: TestService, work: () => Promise<void>): Promise<number> {
  const prober = new Worker(PROBER, { workerData: { url: `${service.url}/api/v1/monitoring/status` } });
  await once(prober, 'online');
  await sleep(100);
  await work();
  const told = once(prober, 'message');
  prober.postMessage('stop');
  const [latencies] = (await told) as [number[]];
  if (latencies.length < 5) throw new Error(`only ${latencies.length} answers: nothing was measured`);
  return Math.max(...latencies.slice(2)); // the first ones open the connection
}
