/**
 * How many samples a second are taken in, answered after the commit: remote write against Prometheus and VictoriaMetrics in
 * the same run, and this service's other doors. TSBS cpu-only data, 2,000 samples a request, 4 connections.
 *
 * BENCH_HOSTS (1000: ten series each), BENCH_SECONDS (60), BENCH_ROUNDS (1), BENCH_ONLY (names with commas between them).
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../process.js';
import { type BodyEncoder, JsonEncoder, OtlpEncoder, RemoteWriteEncoder } from './body-encoder.js';
import { type BodyFile, writeBodyFiles } from './body-files.js';
import { send } from './send.js';
import { ServiceTarget, startRival, type Target, usageOf } from './targets.js';
import { STEP_MS } from './tsbs.js';

const HOSTS = Number(process.env.BENCH_HOSTS ?? 1000);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 60);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 1);
const ONLY = process.env.BENCH_ONLY?.split(',');
const SAMPLES_PER_BODY = 2000;
const CONNECTIONS = 4;
/** Bodies are made for at most this rate. */
const MAX_RATE = Number(process.env.BENCH_MAX_RATE ?? 1_200_000);
const HOUR_MS = 3_600_000;
/** Every series is known before anything is measured: making one costs many times a sample. */
const WARM_UP_BODIES = Math.ceil((HOSTS * 10) / SAMPLES_PER_BODY / CONNECTIONS);

interface Run {
  readonly name: string;
  readonly start: (directory: string) => Promise<Target | undefined>;
  readonly path: string;
  readonly encoder: BodyEncoder;
}

const remoteWrite = new RemoteWriteEncoder();
const json = new JsonEncoder();
const otlp = new OtlpEncoder();
const startOwn = (directory: string): Promise<Target> => ServiceTarget.start(directory);
const allRuns: Run[] = [
  { name: 'remote write', start: startOwn, path: '/api/v1/write', encoder: remoteWrite },
  {
    name: 'prometheus',
    start: (directory) => startRival('prometheus', directory),
    path: '/api/v1/write',
    encoder: remoteWrite,
  },
  {
    name: 'victoria-metrics',
    start: (directory) => startRival('victoria-metrics', directory),
    path: '/api/v1/write',
    encoder: remoteWrite,
  },
  { name: 'otlp', start: startOwn, path: '/v1/metrics', encoder: otlp },
  { name: 'json', start: startOwn, path: '/api/v1/monitoring/metrics', encoder: json },
];
const runs = allRuns.filter(({ name }) => !ONLY || ONLY.includes(name));

const directory = mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
const rates = new Map<string, number[]>(runs.map(({ name }) => [name, []]));
const files = new Map<string, BodyFile[]>();
for (const { encoder } of runs) {
  if (files.has(encoder.name)) continue;
  // Those that are not compressed take much room on disk, and are slower to be taken in.
  const limit = encoder === remoteWrite ? MAX_RATE : encoder === otlp ? MAX_RATE / 3 : MAX_RATE / 6;
  const bodies = WARM_UP_BODIES + Math.ceil((limit * SECONDS) / SAMPLES_PER_BODY / CONNECTIONS);
  // The last sample lies an hour back: all of them fit into days that have partitions.
  const startAt = Date.now() - HOUR_MS - (bodies * SAMPLES_PER_BODY * CONNECTIONS * STEP_MS) / (HOSTS * 10);
  files.set(
    encoder.name,
    await writeBodyFiles({
      directory,
      hosts: HOSTS,
      connections: CONNECTIONS,
      samplesPerBody: SAMPLES_PER_BODY,
      bodies,
      startAt,
      encoder,
    }),
  );
}
console.log(`${HOSTS * 10} series, ${SAMPLES_PER_BODY} samples a request, ${CONNECTIONS} connections, ${SECONDS} s`);
for (let round = 0; round < ROUNDS; round++) {
  for (const run of runs) {
    const place = join(directory, `${run.name}-${round}`);
    mkdirSync(place);
    const target = await run.start(place);
    if (target) rates.get(run.name)!.push(await measure(run, target));
    rmSync(place, { recursive: true, force: true });
  }
}
rmSync(directory, { recursive: true, force: true });
report();

async function measure(run: Run, target: Target): Promise<number> {
  const inbox = target instanceof ServiceTarget ? watchInbox(target) : undefined;
  const order = {
    url: target.url + run.path,
    headers: { ...run.encoder.headers, ...(target instanceof ServiceTarget ? target.headers : {}) },
    files: files.get(run.encoder.name)!,
    samplesPerBody: SAMPLES_PER_BODY,
  };
  await send({ ...order, to: WARM_UP_BODIES });
  const before = usageOf(target.pid);
  const result = await send({ ...order, from: WARM_UP_BODIES, seconds: SECONDS });
  const after = usageOf(target.pid);
  const rate = result.samples / result.seconds;
  const cpu = ((after.cpuSeconds - before.cpuSeconds) * 1e6) / result.samples;
  const p = (share: number): string => result.latencies[Math.floor(result.latencies.length * share)]!.toFixed(0);
  console.log(
    `${run.name.padEnd(18)} ${rate.toFixed(0).padStart(9)} samples/s for ${result.seconds.toFixed(0)} s${result.ranOut ? ' (all bodies)' : ''}, ` +
      `${cpu.toFixed(2)} µs of CPU a sample, ${after.residentMb.toFixed(0)} MB, request p50 ${p(0.5)} p99 ${p(0.99)} ms${(await inbox?.end()) ?? ''}`,
  );
  await target.stop();
  return rate;
}

/** Samples waiting in the inbox, looked at every second. */
function watchInbox({ database }: ServiceTarget): { end(): Promise<string> } {
  let most = 0;
  let stopped = false;
  const watching = (async () => {
    while (!stopped) {
      const { rows } = await database.query(
        'select coalesce(sum(sample_count), 0)::float8 as waiting from metric_inbox',
      );
      most = Math.max(most, rows[0].waiting);
      await sleep(1000);
    }
  })();
  return {
    end: async () => {
      stopped = true;
      await watching;
      return `, inbox at most ${(most / 1e6).toFixed(1)} million samples`;
    },
  };
}

function report(): void {
  const own = rates.get('remote write');
  if (!own?.length) return;
  const asked = new Map([
    ['prometheus', 2],
    ['victoria-metrics', 0.7],
  ]);
  for (const [name, values] of rates) {
    if (values.length === 0 || name === 'remote write') continue;
    const ratio = median(own) / median(values);
    const wanted = asked.get(name);
    console.log(
      `remote write is ${ratio.toFixed(2)} × ${name}${wanted ? `   asked: ${wanted} ×   ${ratio >= wanted ? 'met' : 'MISSED'}` : ''}`,
    );
  }
}
