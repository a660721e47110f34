/**
 * What the client for Nest services costs a service on Fastify: throughput, 99th percentile and CPU a request of a hello route and of an ordinary
 * one (validation, one query, 5 kB of JSON), without it and with it, taken in turns in the same run; and whether all it recorded has arrived.
 *
 * BENCH_ROUNDS (3), BENCH_SECONDS (5), BENCH_CONNECTIONS (50).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import pg from 'pg';
import { EmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { usageOf } from '../metrics/targets.js';
import { type Measured, median, startProgram } from '../process.js';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const CONNECTIONS = Number(process.env.BENCH_CONNECTIONS ?? 50);
const LISTENING = /listening on (\S+)/;
const ROUTES = { hello: '/hello', ordinary: '/classes/7/students?limit=20' };
type Route = keyof typeof ROUTES;

interface Variant {
  readonly name: string;
  readonly env: NodeJS.ProcessEnv;
  /** What is asked: the least share of the bare throughput, and the most CPU in µs a request. */
  readonly asked?: { readonly share: Record<Route, number>; readonly cpu: number };
}
const VARIANTS: readonly Variant[] = [
  { name: 'bare', env: {} },
  {
    name: 'client at 0.1',
    env: { AGENT: 'client', SAMPLE_RATE: '0.1' },
    asked: { share: { hello: 0.8, ordinary: 0.93 }, cpu: 8 },
  },
  {
    name: 'client at 1',
    env: { AGENT: 'client', SAMPLE_RATE: '1' },
    asked: { share: { hello: 0.6, ordinary: 0.85 }, cpu: 20 },
  },
];

interface Figures {
  rate: number;
  p99: number;
  cpuMicros: number;
}

const directory = mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
const postgres = await EmbeddedPostgres.start(join(directory, 'postgres'));
try {
  await fill(postgres.url);
  for (const route of Object.keys(ROUTES) as Route[]) await measure(route);
} finally {
  await postgres.stop();
  rmSync(directory, { recursive: true, force: true });
}

async function measure(route: Route): Promise<void> {
  const figures = new Map<Variant, Figures[]>(VARIANTS.map((variant) => [variant, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const variant of VARIANTS) {
      const found = await run(variant, route);
      // The first round only warms up the machine.
      if (round > 0) figures.get(variant)!.push(found);
    }
  }
  const middle = (variant: Variant, of: keyof Figures) => median(figures.get(variant)!.map((each) => each[of]));
  const [bare] = VARIANTS;
  for (const variant of VARIANTS) {
    const share = middle(variant, 'rate') / middle(bare!, 'rate');
    const added = middle(variant, 'cpuMicros') - middle(bare!, 'cpuMicros');
    const { asked } = variant;
    const isMet = asked && share >= asked.share[route] && added <= asked.cpu;
    const verdict = asked ? `asked: ${asked.share[route]} ×, ${asked.cpu} µs   ${isMet ? 'met' : 'MISSED'}` : '';
    console.log(
      `${route.padEnd(9)} ${variant.name.padEnd(14)} ${middle(variant, 'rate').toFixed(0).padStart(7)} requests/s   ${share.toFixed(2)} ×   ` +
        `p99 ${middle(variant, 'p99').toFixed(1)} ms   CPU ${middle(variant, 'cpuMicros').toFixed(1)} µs (+ ${added.toFixed(1)})   ${verdict}`,
    );
  }
}

/** Each run has a process of its own, so that none has an advantage by what was compiled before. */
async function run(variant: Variant, route: Route): Promise<Figures> {
  const sink = await startProgram('bench/client-overhead/sink.js', LISTENING);
  const service = await startProgram('bench/client-overhead/service.js', LISTENING, {
    ...variant.env,
    DATABASE_URL: postgres.url,
    MONITORING_ENDPOINT: sink.url,
  });
  try {
    const load = (duration: number) =>
      autocannon({ url: service.url + ROUTES[route], connections: CONNECTIONS, duration });
    const warm = await load(2);
    const before = usageOf(service.child.pid!).ownCpuSeconds;
    const result = await load(SECONDS);
    const cpuSeconds = usageOf(service.child.pid!).ownCpuSeconds - before;
    if (result.non2xx + result.errors > 0) throw new Error(`${result.non2xx + result.errors} requests failed`);
    const answered = result.requests.total;
    await service.stop();
    if (variant.env.AGENT) await checkArrival(sink, answered + warm.requests.total, Number(variant.env.SAMPLE_RATE));
    return { rate: result.requests.average, p99: result.latency.p99, cpuMicros: (cpuSeconds / answered) * 1e6 };
  } finally {
    await sink.stop();
  }
}

/** Requests that were cut off at the end of a load may count besides those that were answered. */
async function checkArrival(sink: Measured, answered: number, sampleRate: number): Promise<void> {
  const { requests, spans } = (await (await fetch(`${sink.url}/counts`)).json()) as { requests: number; spans: number };
  const isWhole = requests >= answered && requests <= answered + 2 * CONNECTIONS;
  // Four standard deviations of the share of traces that chance takes.
  const spread = 4 * Math.sqrt(requests * sampleRate * (1 - sampleRate));
  if (!isWhole || Math.abs(spans - requests * sampleRate) > spread) {
    throw new Error(`${answered} requests were answered; ${requests} requests and ${spans} spans have arrived`);
  }
}

/** Twenty students make 5 kB. */
async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `create table students as select id, id % 100 as class_id, 'Student ' || id as name, 'student' || id || '@example.org' as email,
       repeat('Attends regularly. ', 9) as remarks from generate_series(1, 5000) id`,
  );
  await client.query('create index on students (class_id)');
  await client.query('analyze students');
  await client.end();
}
