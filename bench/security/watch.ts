/**
 * What the watch for attacks costs: of the service's own requests, CPU with and without it in turn, and of what services tell of theirs, CPU and how
 * long others wait meanwhile; ordinary requests of many users and addresses, one in fifty with something to inspect.
 *
 * BENCH_REQUESTS (20000), BENCH_SIGNALS (200000), BENCH_ROUNDS (5).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceTarget, usageOf } from '../metrics/targets.js';
import { median } from '../process.js';

const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 20_000);
const SIGNALS = Number(process.env.BENCH_SIGNALS ?? 200_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const ASKED_US = 20;
const CONNECTIONS = 20;
const BATCH = 1_000;

const directories: string[] = [];
const start = (watch: boolean): Promise<ServiceTarget> => {
  directories.push(mkdtempSync(join(tmpdir(), 'monitoring-bench-')));
  return ServiceTarget.start(directories.at(-1)!, { ENABLE_SECURITY_WATCH: String(watch), LOG_LEVEL: 'error' });
};
const [on, off] = [await start(true), await start(false)];

/** @returns microseconds of CPU a request takes in Node */
async function askMany({ url, headers, pid }: ServiceTarget): Promise<number> {
  const before = usageOf(pid);
  let left = REQUESTS;
  const connection = async () => {
    while (left-- > 0) {
      const answer = await fetch(`${url}/api/v1/monitoring/ingest-keys?page=${left % 100}`, { headers });
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  await sleep(500);
  return ((usageOf(pid).ownCpuSeconds - before.ownCpuSeconds) * 1e6) / REQUESTS;
}

await askMany(on);
await askMany(off);
const added: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const [without, withIt] = [await askMany(off), await askMany(on)];
  added.push(withIt - without);
  console.log(`own request: ${without.toFixed(0)} µs of CPU without, ${withIt.toFixed(0)} with`);
}
const cost = median(added);
console.log(`own requests: + ${cost.toFixed(1)} µs   asked: ${ASKED_US}   ${cost < ASKED_US ? 'met' : 'MISSED'}`);

const signal = (n: number) => ({
  service: 'students',
  method: 'GET',
  route: '/students/:id',
  path: `/students/${n % 5000}`,
  status: n % 40 === 0 ? 404 : 200,
  ip_address: `10.${n % 7}.${n % 200}.${n % 250}`,
  user_id: `user-${n % 2000}`,
  user_agent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/142.0',
  bytes: 2000,
  // As the client tells it: an empty list where it found nothing.
  fragments: n % 50 === 0 ? [{ in: 'query', name: 'q', value: `O'Brien & sons ${n}` }] : [],
});
async function tellMany({ url, headers, pid }: ServiceTarget): Promise<{ us: number; p99: number }> {
  const before = usageOf(pid);
  const waits: number[] = [];
  let goesOn = true;
  const asking = (async () => {
    while (goesOn) {
      const startedAt = performance.now();
      await fetch(`${url}/api/v1/monitoring/status`).then((answer) => answer.arrayBuffer());
      waits.push(performance.now() - startedAt);
      await sleep(10);
    }
  })();
  for (let sent = 0; sent < SIGNALS; sent += BATCH) {
    const body = JSON.stringify(Array.from({ length: BATCH }, (_, i) => signal(sent + i)));
    const answer = await fetch(`${url}/api/v1/monitoring/security/signals`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    });
    if (answer.status !== 201) throw new Error(await answer.text());
    await answer.arrayBuffer();
  }
  await sleep(1000);
  goesOn = false;
  await asking;
  waits.sort((a, b) => a - b);
  const us = ((usageOf(pid).ownCpuSeconds - before.ownCpuSeconds) * 1e6) / SIGNALS;
  return { us, p99: waits[Math.floor(waits.length * 0.99)]! };
}
await tellMany(on);
const [taken, looked] = [await tellMany(off), await tellMany(on)];
const each = looked.us - taken.us;
console.log(
  `told requests: ${looked.us.toFixed(1)} µs each, + ${each.toFixed(1)} for the watch   asked: ${ASKED_US}   ${each < ASKED_US ? 'met' : 'MISSED'}; ` +
    `others waited p99 ${looked.p99.toFixed(0)} ms, ${taken.p99.toFixed(0)} without it`,
);
await Promise.all([on.stop(), off.stop()]);
for (const directory of directories) rmSync(directory, { recursive: true, force: true });
