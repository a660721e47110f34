/**
 * How many audit entries a second are chained, answered after the commit, in batches and one by one; what that leaves of the intake of errors,
 * which it must not hold up; and how long the check of a long trail takes, and others wait meanwhile.
 *
 * BENCH_SECONDS (15), BENCH_ENTRIES (1000000).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceTarget } from '../metrics/targets.js';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 15);
const ENTRIES = Number(process.env.BENCH_ENTRIES ?? 1_000_000);
const ASKED_RATE = 2000;
const ASKED_SECONDS = 30;
const FILL_BATCH = 10_000;

const entry = (n: number) => ({
  actor: `teacher-${n % 400}`,
  action: 'grade.changed',
  target_type: 'grade',
  target_id: `student-${n % 5000}/maths`,
  before: { mark: n % 100, remark: 'as handed in' },
  after: { mark: (n + 7) % 100, remark: 'marked again' },
  service: 'grades',
  request_id: `request-${n}`,
  ip_address: `10.1.${n % 200}.${n % 250}`,
});
const error = (n: number) => ({
  error_type: 'BenchError',
  error_message: `the pupil ${n} is not known`,
  service: 'students',
});

const directory = mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
const service = await ServiceTarget.start(directory, {
  ERROR_GROUP_LIMIT: '100000000',
  ERROR_SERVICE_LIMIT: '100000000',
});
const post = async (path: string, body: unknown): Promise<void> => {
  const headers = { ...service.headers, 'content-type': 'application/json' };
  const url = `${service.url}/api/v1/monitoring/${path}`;
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
};

let next = 0;
/** @returns items a second */
async function load(path: string, make: (n: number) => object, connections: number, batch: number): Promise<number> {
  const startedAt = performance.now();
  let sent = 0;
  const connection = async () => {
    while (performance.now() - startedAt < SECONDS * 1000) {
      await post(path, batch === 1 ? make(next++) : Array.from({ length: batch }, () => make(next++)));
      sent += batch;
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  return (sent / (performance.now() - startedAt)) * 1000;
}
const told = (name: string, rate: number, asked = '') => console.log(`${name.padEnd(44)} ${rate.toFixed(0)}/s${asked}`);
const verdict = (isMet: boolean) => (isMet ? 'met' : 'MISSED');

await load('audit', entry, 8, 10);
const batches = await load('audit', entry, 4, 50);
told('entries in batches of 50, 4 connections', batches, `   asked: ${ASKED_RATE}   ${verdict(batches >= ASKED_RATE)}`);
const singles = await load('audit', entry, 64, 1);
told('entries one by one, 64 connections', singles, `   asked: ${ASKED_RATE}   ${verdict(singles >= ASKED_RATE)}`);

const alone = await load('errors', error, 4, 20);
const [beside, entries] = await Promise.all([load('errors', error, 4, 20), paced()]);
told('errors alone', alone);
told(`errors beside ${entries.toFixed(0)} entries/s`, beside, `   ${(beside / alone).toFixed(2)} x`);

for (let left = ENTRIES - (await count()); left > 0; left -= FILL_BATCH) {
  await post(
    'audit',
    Array.from({ length: Math.min(left, FILL_BATCH) }, () => entry(next++)),
  );
}
const waits = waitingTimes();
const { body, seconds } = await verify();
waits.stop();
if (!body.intact) throw new Error(JSON.stringify(body));
console.log(
  `${body.entries} entries checked in ${seconds.toFixed(1)} s, others waited p50 ${waits.p(0.5)} p99 ${waits.p(0.99)} ms   ` +
    `asked: 1000000 in ${ASKED_SECONDS} s   ${verdict((seconds / body.entries) * 1e6 < ASKED_SECONDS)}`,
);
await service.stop();
rmSync(directory, { recursive: true, force: true });

/** As many entries as are asked, while something else is measured. */
async function paced(): Promise<number> {
  const until = performance.now() + SECONDS * 1000;
  let sent = 0;
  while (performance.now() < until) {
    await Promise.all([
      post(
        'audit',
        Array.from({ length: ASKED_RATE / 20 }, () => entry(next++)),
      ),
      sleep(50),
    ]);
    sent += ASKED_RATE / 20;
  }
  return sent / SECONDS;
}

async function count(): Promise<number> {
  const { rows } = await service.database.query('select count(*)::int as count from audit_entries');
  return rows[0].count as number;
}

async function verify() {
  const startedAt = performance.now();
  const answer = await fetch(`${service.url}/api/v1/monitoring/audit/verify`, { headers: service.headers });
  const body = (await answer.json()) as { intact: boolean; entries: number };
  return { body, seconds: (performance.now() - startedAt) / 1000 };
}

/** What a small request takes meanwhile, milliseconds. */
function waitingTimes() {
  const taken: number[] = [];
  let goesOn = true;
  void (async () => {
    while (goesOn) {
      const startedAt = performance.now();
      await fetch(`${service.url}/api/v1/monitoring/status`).then((answer) => answer.arrayBuffer());
      taken.push(performance.now() - startedAt);
      await sleep(20);
    }
  })();
  return {
    stop: () => {
      goesOn = false;
      taken.sort((a, b) => a - b);
    },
    p: (share: number) => taken[Math.floor(taken.length * share)]!.toFixed(0),
  };
}
