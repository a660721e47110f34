/**
 * Bytes a sample takes on disk, all told, in this service, Prometheus and VictoriaMetrics: TSBS cpu-only data, each engine
 * after it has merged what it was given.
 *
 * BENCH_HOSTS (1000: ten series each), BENCH_HOURS (6).
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { load, remoteWrites } from './load.js';
import { ServiceTarget, settle, startRival, type Target } from './targets.js';

const HOSTS = Number(process.env.BENCH_HOSTS ?? 1000);
const HOURS = Number(process.env.BENCH_HOURS ?? 6);
const HOUR_MS = 3_600_000;
const ASKED_BYTES = 2.5;

const directory = mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
try {
  const startAt = Math.floor(Date.now() / HOUR_MS - HOURS - 2) * HOUR_MS;
  const files = await remoteWrites({ directory, hosts: HOSTS, startAt, hours: HOURS });
  console.log(`${HOSTS * 10} series, ${HOURS} h every 10 s`);
  // Hours become chunks once they have arrived as a whole, as those of live data do.
  const own = await ServiceTarget.start(place('own'), { METRIC_COMPACTION_SECONDS: '30' });
  await print(own, await load(own, files), ownBytes);
  const prometheus = await startRival('prometheus', place('prometheus'));
  if (prometheus) await print(prometheus, await load(prometheus, files), prometheusBytes);
  const victoria = await startRival('victoria-metrics', place('victoria'));
  if (victoria) await print(victoria, await load(victoria, files), victoriaBytes);
} finally {
  rmSync(directory, { recursive: true, force: true });
}

async function print<T extends Target>(
  target: T,
  samples: number,
  bytesOf: (target: T) => Promise<number>,
): Promise<void> {
  const bytes = (await bytesOf(target)) / samples;
  const verdict =
    target instanceof ServiceTarget
      ? `   asked: at most ${ASKED_BYTES}   ${bytes <= ASKED_BYTES ? 'met' : 'MISSED'}`
      : '';
  console.log(
    `${target.name.padEnd(18)} ${bytes.toFixed(2)} bytes a sample (${(samples / 1e6).toFixed(1)} million)${verdict}`,
  );
  await target.stop();
}

/** Rows, indexes and TOAST of everything that belongs to metrics. */
async function ownBytes(service: ServiceTarget): Promise<number> {
  await settle(service);
  // Where samples wait to become chunks space is used again and again. One row at the end of the file, of the service's own samples,
  // keeps a plain vacuum from giving back what this load, a hundred times as fast as its data, needed for a moment.
  await service.database.query('vacuum (full) metric_inbox, metric_blocks');
  const { rows } = await service.database.query<{ name: string; bytes: number; heap: number; indexes: number }>(
    `select relname as name, pg_total_relation_size(oid)::float8 as bytes, pg_relation_size(oid)::float8 as heap,
       pg_indexes_size(oid)::float8 as indexes
     from pg_class where relkind = 'r' and relname like 'metric%' and pg_total_relation_size(oid) > 1000000`,
  );
  const mb = (bytes: number): string => (bytes / 1e6).toFixed(1);
  for (const { name, bytes, heap, indexes } of rows) {
    console.log(
      `  ${name.padEnd(30)} ${mb(bytes)} MB: rows ${mb(heap)}, indexes ${mb(indexes)}, TOAST ${mb(bytes - heap - indexes)}`,
    );
  }
  return rows.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** A snapshot: blocks, without the write-ahead log, of which this data keeps some hours. */
async function prometheusBytes({ url, dataDirectory }: Target): Promise<number> {
  const answer = await fetch(`${url}/api/v1/admin/tsdb/snapshot`, { method: 'POST' });
  if (!answer.ok) throw new Error(`no snapshot: ${answer.status} ${await answer.text()}`);
  return bytesIn(join(dataDirectory, 'snapshots'));
}

async function victoriaBytes({ url, dataDirectory }: Target): Promise<number> {
  await fetch(`${url}/internal/force_flush`);
  await fetch(`${url}/internal/force_merge`);
  for (let known = -1, bytes = 0; ; known = bytes) {
    await sleep(5000);
    bytes = bytesIn(dataDirectory);
    if (bytes === known) return bytes;
  }
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

function place(name: string): string {
  const path = join(directory, name);
  mkdirSync(path);
  return path;
}
