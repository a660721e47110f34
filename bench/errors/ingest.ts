/**
 * How many errors a second are taken in, grouped and counted, answered after the commit: stacks of 30 frames, 50 a request, 4 connections;
 * against PostgreSQL alone writing the same bodies, as they are and in one statement each, to a table without an index.
 *
 * BENCH_SECONDS (30), BENCH_ROUNDS (3).
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BodyFile } from '../metrics/body-files.js';
import { send } from '../metrics/send.js';
import { ServiceTarget, usageOf } from '../metrics/targets.js';
import { median } from '../process.js';
import { errorBody } from './error-bodies.js';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 30);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const ASKED = 3000;
/** Bodies are made for so many a second. */
const MOST = 12_000;
const ERRORS_PER_BODY = 50;
const CONNECTIONS = 4;
const PLAIN_SECONDS = 5;
/** Every error is stored: this is about what storing one takes. */
const UNLIMITED = { ERROR_GROUP_LIMIT: '100000000', ERROR_SERVICE_LIMIT: '100000000' };

const rounds: { rate: number; plain: number }[] = [];
for (let round = 0; round < ROUNDS; round++) rounds.push(await measure());
const rate = median(rounds.map((one) => one.rate));
const ratio = median(rounds.map((one) => one.rate / one.plain));
console.log(
  `errors ${rate.toFixed(0)}/s, median of ${ROUNDS}, ${ratio.toFixed(2)} × PostgreSQL alone   asked: ${ASKED}   ${rate >= ASKED ? 'met' : 'MISSED'}`,
);

async function measure(): Promise<{ rate: number; plain: number }> {
  const directory = mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
  const bodies = Math.ceil((MOST * SECONDS) / ERRORS_PER_BODY / CONNECTIONS);
  const files = Array.from({ length: CONNECTIONS }, (_, i) => writeBodies(join(directory, `${i}.bodies`), bodies));
  const service = await ServiceTarget.start(directory, UNLIMITED);
  const before = usageOf(service.pid);
  const { samples, seconds, latencies } = await send({
    url: `${service.url}/api/v1/monitoring/errors`,
    headers: { 'content-type': 'application/json', ...service.headers },
    files,
    samplesPerBody: ERRORS_PER_BODY,
    seconds: SECONDS,
  });
  const after = usageOf(service.pid);
  const { rows } = await service.database.query('select count(*) from error_events');
  if (Number(rows[0].count) !== samples) throw new Error(`${samples} were sent and ${rows[0].count} are stored`);
  const plain = await writePlainly(service, files[0]!);
  await service.stop();
  rmSync(directory, { recursive: true, force: true });
  const cost = (key: 'cpuSeconds' | 'ownCpuSeconds'): string =>
    (((after[key] - before[key]) * 1e6) / samples).toFixed(0);
  const p = (share: number): string => latencies[Math.floor(latencies.length * share)]!.toFixed(0);
  console.log(
    `errors ${(samples / seconds).toFixed(0)}/s for ${seconds.toFixed(0)} s, ` +
      `${cost('cpuSeconds')} µs of CPU each, ${cost('ownCpuSeconds')} of them in Node, ${after.residentMb.toFixed(0)} MB, ` +
      `request p50 ${p(0.5)} p99 ${p(0.99)} ms; PostgreSQL alone ${plain.toFixed(0)}/s`,
  );
  return { rate: samples / seconds, plain };
}

/** One body after the other over one connection. @returns errors a second */
async function writePlainly({ database }: ServiceTarget, { path, offsets }: BodyFile): Promise<number> {
  await database.query('create table plain_errors (error json)');
  const file = openSync(path, 'r');
  const startedAt = performance.now();
  let written = 0;
  for (let i = 0; i + 1 < offsets.length && performance.now() - startedAt < PLAIN_SECONDS * 1000; i++) {
    const body = Buffer.alloc(offsets[i + 1]! - offsets[i]!);
    readSync(file, body, 0, body.length, offsets[i]!);
    await database.query('insert into plain_errors select json_array_elements($1::json)', [body.toString()]);
    written += ERRORS_PER_BODY;
  }
  closeSync(file);
  return (written / (performance.now() - startedAt)) * 1000;
}

function writeBodies(path: string, count: number): BodyFile {
  const file = openSync(path, 'w');
  const offsets = [0];
  for (let i = 0; i < count; i++) offsets.push(offsets.at(-1)! + writeSync(file, errorBody(ERRORS_PER_BODY)));
  closeSync(file);
  return { path, offsets };
}
