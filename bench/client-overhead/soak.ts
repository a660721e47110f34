/**
 * Whether the client grows or loses anything over a long time: a million requests, almost all to the hello route, 2 % to the ordinary one and 1 %
 * to one that fails, at a sample rate of 0.1; memory after a garbage collection along the way, and at the end whether each has arrived exactly once.
 *
 * BENCH_REQUESTS (1000000), BENCH_CONNECTIONS (50).
 */
import autocannon from 'autocannon';
import type { Memory } from './application.js';
import type { Arrivals } from './arrivals.js';
import { arrivalsAt, memoryOf, spreadOf, startBoth } from './run.js';
import { withStudents } from './students.js';
import { ROUTES, withAgent } from './variants.js';

const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 1_000_000);
const CONNECTIONS = Number(process.env.BENCH_CONNECTIONS ?? 50);
const SAMPLE_RATE = 0.1;
const READINGS = 20;
/** The same work once more, before the first reading. */
const WARM_UPS = 1;

const ordinary = Math.round((REQUESTS * 0.02) / READINGS);
const failing = Math.round((REQUESTS * 0.01) / READINGS);
const hello = Math.round(REQUESTS / READINGS) - ordinary - failing;

await withStudents(async (databaseUrl) => {
  const { sink, service } = await startBoth(withAgent('client', SAMPLE_RATE), databaseUrl);
  const readings: Memory[] = [];
  const startedAt = performance.now();
  for (let turn = 1 - WARM_UPS; turn <= READINGS; turn++) {
    await Promise.all([
      load(`${service.url}${ROUTES.hello}`, hello, CONNECTIONS),
      load(`${service.url}${ROUTES.ordinary}`, ordinary, 4),
      load(`${service.url}/failing`, failing, 2),
    ]);
    if (turn <= 0) continue;
    const memory = await memoryOf(service);
    readings.push(memory);
    const requests = turn * (hello + ordinary + failing);
    console.log(
      `${String(requests).padStart(9)} requests   ${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s   ` +
        `resident ${memory.resident.toFixed(1).padStart(6)} MB   heap ${memory.heap.toFixed(1).padStart(5)} MB`,
    );
  }
  await service.stop();
  const arrivals = await arrivalsAt(sink);
  await sink.stop();
  tellGrowth(readings);
  checkArrivals(arrivals);
});

/** Exactly so many requests, each answered. */
async function load(url: string, amount: number, connections: number): Promise<void> {
  const result = await autocannon({ url, amount, connections: Math.min(connections, amount) });
  const answered = result['2xx'] + result.non2xx;
  if (answered !== amount) throw new Error(`${url}: ${answered} of ${amount} requests were answered`);
}

/** From the first tenth of the run to the last. */
function tellGrowth(readings: Memory[]): void {
  const tenth = READINGS / 10;
  const growth = (of: keyof Memory) => mean(readings.slice(-tenth), of) - mean(readings.slice(0, tenth), of);
  console.log(`grown by   resident ${growth('resident').toFixed(1)} MB   heap ${growth('heap').toFixed(1)} MB`);
}

function mean(readings: Memory[], of: keyof Memory): number {
  return readings.reduce((sum, each) => sum + each[of], 0) / readings.length;
}

/** Each request is counted once, each failure told once, and no trace is missing beyond what chance takes. */
function checkArrivals({ requests, errors, traces, lost, repeated }: Arrivals): void {
  const turns = READINGS + WARM_UPS;
  const expected = {
    '/hello 200': hello * turns,
    '/classes/:id/students 200': ordinary * turns,
    '/failing 500': failing * turns,
    '/memory 200': READINGS,
  };
  const wrong = Object.entries(expected).filter(([route, count]) => requests[route] !== count);
  const sampled = (hello + ordinary) * turns + READINGS;
  // What failed is kept whatever the sample rate.
  const traceFault = Math.abs(traces - failing * turns - sampled * SAMPLE_RATE);
  const isWhole = wrong.length === 0 && Object.keys(requests).length === Object.keys(expected).length;
  console.log(
    `arrived    ${JSON.stringify(requests)}, ${errors} errors, ${traces} traces; lost: ${lost}, repeated: ${repeated}`,
  );
  if (!isWhole || errors !== failing * turns || lost + repeated > 0 || traceFault > spreadOf(sampled, SAMPLE_RATE)) {
    throw new Error(`not what was sent: ${JSON.stringify(expected)}, ${failing * turns} errors`);
  }
  console.log('all arrived exactly once');
}
