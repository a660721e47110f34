/**
 * How many spans and log records a second are taken in over OTLP in protobuf, answered after the commit: 500 a request, 4
 * connections. Spans have eight attributes.
 *
 * BENCH_SECONDS (30), BENCH_ROUNDS (3), BENCH_ONLY (spans or logs).
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BodyFile } from '../metrics/body-files.js';
import { send } from '../metrics/send.js';
import { ServiceTarget, usageOf } from '../metrics/targets.js';
import { median } from '../process.js';
import { logBody } from './log-bodies.js';
import { SERVICES, traceBody } from './trace-bodies.js';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 30);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const ONLY = process.env.BENCH_ONLY;
const ITEMS_PER_BODY = 500;
const CONNECTIONS = 4;

interface Signal {
  readonly name: string;
  readonly path: string;
  readonly body: (items: number, at: number) => Buffer;
  /** Items a second. */
  readonly asked: number;
  /** Bodies are made for so many a second. */
  readonly most: number;
  /** How many of them are stored. */
  readonly stored: string;
}

const signals: Signal[] = [
  {
    name: 'spans',
    path: '/v1/traces',
    body: traceBody,
    asked: 20_000,
    most: 80_000,
    stored: `select count(*) from (select service_name from spans union all select service_name from recent_spans) as span
      where service_name = any($1)`,
  },
  {
    name: 'logs',
    path: '/v1/logs',
    body: logBody,
    asked: 40_000,
    most: 120_000,
    stored: 'select count(*) from log_records where service = any($1)',
  },
];

for (const signal of signals) {
  if (ONLY && ONLY !== signal.name) continue;
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round++) rates.push(await measure(signal));
  const rate = median(rates);
  console.log(
    `${signal.name.padEnd(6)} ${rate.toFixed(0)}/s, median of ${ROUNDS}   asked: ${signal.asked}   ${rate >= signal.asked ? 'met' : 'MISSED'}`,
  );
}

async function measure({ name, path, body, most, stored }: Signal): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
  const bodies = Math.ceil((most * SECONDS) / ITEMS_PER_BODY / CONNECTIONS);
  const files = Array.from({ length: CONNECTIONS }, (_, i) =>
    writeBodies(join(directory, `${i}.bodies`), bodies, () => body(ITEMS_PER_BODY, Date.now())),
  );
  const service = await ServiceTarget.start(directory);
  const before = usageOf(service.pid);
  const { samples, seconds, latencies } = await send({
    url: service.url + path,
    headers: { 'content-type': 'application/x-protobuf', ...service.headers },
    files,
    samplesPerBody: ITEMS_PER_BODY,
    seconds: SECONDS,
  });
  const after = usageOf(service.pid);
  const each = (seconds: number): string => ((seconds * 1e6) / samples).toFixed(1);
  const own = after.ownCpuSeconds - before.ownCpuSeconds;
  const database = after.cpuSeconds - before.cpuSeconds - own;
  const p = (share: number): string => latencies[Math.floor(latencies.length * share)]!.toFixed(0);
  console.log(
    `${name.padEnd(6)} ${(samples / seconds).toFixed(0)}/s for ${seconds.toFixed(0)} s, µs of CPU each: ` +
      `${each(own)} of the service, ${each(database)} of PostgreSQL; ` +
      `${after.residentMb.toFixed(0)} MB, request p50 ${p(0.5)} p99 ${p(0.99)} ms`,
  );
  const { rows } = await service.database.query(stored, [SERVICES]);
  if (Number(rows[0].count) !== samples) throw new Error(`${samples} were sent and ${rows[0].count} are stored`);
  await service.stop();
  rmSync(directory, { recursive: true, force: true });
  return samples / seconds;
}

function writeBodies(path: string, count: number, make: () => Buffer): BodyFile {
  const file = openSync(path, 'w');
  const offsets = [0];
  for (let i = 0; i < count; i++) offsets.push(offsets.at(-1)! + writeSync(file, make()));
  closeSync(file);
  return { path, offsets };
}
