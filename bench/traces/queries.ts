/**
 * How long answers over HTTP take with so many spans and as many log records of the last hours stored, over one connection: a trace by
 * its id, traces by service, duration and attribute, log records by words, the map of services. Run it with 0.5 and 5 million to see
 * how each grows.
 *
 * BENCH_MILLIONS (5), BENCH_HOURS (24), BENCH_REPEATS (100), BENCH_DATA (a directory to fill once and use again).
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceTarget, settle } from '../metrics/targets.js';
import { repeat, shown } from '../repeat.js';
import { fill } from './fill.js';

const MILLIONS = Number(process.env.BENCH_MILLIONS ?? 5);
const HOURS = Number(process.env.BENCH_HOURS ?? 24);
const REPEATS = Number(process.env.BENCH_REPEATS ?? 100);
const HOUR_MS = 3_600_000;

interface Question {
  readonly name: string;
  /** Below the API's prefix, another one each time. */
  readonly path: () => string;
  /** What a right answer has. */
  readonly has: string;
  readonly askedMs?: number;
}

/** Of spans of the service that is asked for: how many have it, and one of its values. */
const attributes = [
  { share: '1 in 40 or so', one: () => `http.route:/api/v1/things/${10 + below(20)}` },
  { share: '1 in 200', one: () => `school:school-${below(200)}` },
  { share: '1 in 50,000', one: () => `user.id:user-${below(50_000)}` },
  { share: 'none', one: () => `user.id:nobody-${below(50_000)}` },
];

const directory = process.env.BENCH_DATA ?? mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
const filled = existsSync(join(directory, 'oneclass'));
mkdirSync(directory, { recursive: true });
const service = await ServiceTarget.start(directory, { TRACE_RECENT_HOURS: '48' });
try {
  if (!filled) await fillService();
  console.log(`${MILLIONS} million spans, as many log records, of ${HOURS} h; ms, p50 and p95 of ${REPEATS}, warm`);
  for (const question of await questions()) await measure(question);
} finally {
  await service.stop();
  if (!process.env.BENCH_DATA) rmSync(directory, { recursive: true, force: true });
}

async function fillService(): Promise<void> {
  const endAt = Date.now();
  const count = MILLIONS * 1e6;
  await fill(service.database, { spans: count, logs: count, startAt: endAt - HOURS * HOUR_MS, endAt });
  for (let waiting = 1; waiting > 0; await sleep(1000)) {
    const { rows } = await service.database.query('select count(*)::int as count from span_tallies');
    waiting = rows[0].count;
  }
  await settle(service);
}

async function questions(): Promise<Question[]> {
  const ids = await traceIds();
  const endAt = await lastAt();
  return [
    { name: 'trace by id', path: () => `traces/${ids[below(ids.length)]}`, has: '"span_id"', askedMs: 15 },
    ...attributes.map(({ share, one }) => ({
      name: `slow traces of a service, attribute of ${share}`,
      path: () => `traces?service=billing&min_duration_ms=500&attribute=${encodeURIComponent(one())}`,
      has: '"items"',
      askedMs: 200,
    })),
    {
      name: 'slowest traces of a service with an attribute',
      path: () => `traces?service=billing&sort=slowest&attribute=school:school-${below(200)}`,
      has: '"items"',
      askedMs: 200,
    },
    {
      name: 'log records by words, last hour',
      path: () =>
        `logs?search=${encodeURIComponent(`payment ${below(1000)}`)}&start_time=${endAt - HOUR_MS}&end_time=${endAt}`,
      has: '"items"',
      askedMs: 300,
    },
    {
      name: 'service map, 24 h',
      path: () => `traces/service-map?start_time=${endAt - 24 * HOUR_MS}&end_time=${endAt}`,
      has: '"client"',
      askedMs: 500,
    },
  ];
}

function below(limit: number): number {
  return Math.floor(Math.random() * limit);
}

async function measure({ name, path, has, askedMs }: Question): Promise<void> {
  let characters = 0;
  const latency = await repeat(REPEATS, async () => {
    const answer = await fetch(`${service.url}/api/v1/monitoring/${path()}`, { headers: service.headers });
    const text = await answer.text();
    if (!answer.ok || !text.includes(has)) throw new Error(`${name}: ${answer.status} ${text.slice(0, 300)}`);
    characters += text.length;
  });
  const verdict = askedMs ? `   asked: at most ${askedMs}   ${latency.p95 <= askedMs ? 'met' : 'MISSED'}` : '';
  const kib = (characters / REPEATS / 1024).toFixed(0);
  console.log(`${name.padEnd(58)} ${shown(latency)}${verdict}   ${kib} KiB each`);
}

/** Of kept traces. */
async function traceIds(): Promise<string[]> {
  const { rows } = await service.database.query(
    'select trace_id from traces where sampling is not null order by md5(trace_id) limit 1000',
  );
  return rows.map(({ trace_id }) => trace_id);
}

/** When the last log record was written, epoch ms: a directory may have been filled long ago. */
async function lastAt(): Promise<number> {
  const { rows } = await service.database.query('select max(occurred_at) as at from log_records');
  return rows[0].at.getTime();
}
