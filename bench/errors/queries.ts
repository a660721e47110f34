/**
 * How long the list of groups of errors, one group and the statistics of errors take over HTTP with so many groups and events stored, over one
 * connection.
 *
 * BENCH_GROUPS (100000), BENCH_MILLIONS (5, of events), BENCH_DAYS (14), BENCH_REPEATS (100), BENCH_DATA (a directory to fill once and use again).
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceTarget } from '../metrics/targets.js';
import { repeat, shown } from '../repeat.js';
import { fill } from './fill.js';

const GROUPS = Number(process.env.BENCH_GROUPS ?? 100_000);
const MILLIONS = Number(process.env.BENCH_MILLIONS ?? 5);
const DAYS = Number(process.env.BENCH_DAYS ?? 14);
const REPEATS = Number(process.env.BENCH_REPEATS ?? 100);
const DAY_MS = 86_400_000;

interface Question {
  readonly name: string;
  /** Below the API's prefix. */
  readonly path: () => string;
  readonly askedMs?: number;
}

const directory = process.env.BENCH_DATA ?? mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
const filled = existsSync(join(directory, 'oneclass'));
mkdirSync(directory, { recursive: true });
const service = await ServiceTarget.start(directory);
try {
  if (!filled) {
    const endAt = Date.now();
    await fill(service.database, { groups: GROUPS, events: MILLIONS * 1e6, startAt: endAt - DAYS * DAY_MS, endAt });
  }
  console.log(`${GROUPS} groups, ${MILLIONS} million events of ${DAYS} days; ms, p50 and p95 of ${REPEATS}, warm`);
  for (const question of await questions()) await measure(question);
} finally {
  await service.stop();
  if (!process.env.BENCH_DATA) rmSync(directory, { recursive: true, force: true });
}

async function questions(): Promise<Question[]> {
  const { rows } = await service.database.query(
    'select group_id from error_groups order by md5(group_id::text) limit 1000',
  );
  const any = () => rows[Math.floor(Math.random() * rows.length)].group_id as string;
  const list = (name: string, query: string): Question => ({
    name: `groups ${name}`,
    path: () => `error-groups?${query}`,
    askedMs: 150,
  });
  return [
    list('by last seen', ''),
    list('by first seen', 'sort=first_seen'),
    list('by events', 'sort=events'),
    list('by users', 'sort=users'),
    list('unresolved of a service by events', 'status=unresolved&service=billing&sort=events'),
    list('of a type by last seen', 'error_type=Type7'),
    list('with words that one has', 'search=method4711'),
    list('with words that all have', 'search=cannot%20be%20read'),
    list('with words that none has', 'search=nothing%20of%20the%20kind'),
    list('of a release by users', 'release=2026.11.3&sort=users'),
    { name: 'one group', path: () => `error-groups/${any()}` },
    { name: 'events of a group', path: () => `errors?group_id=${any()}` },
    { name: 'statistics of the last day', path: () => `errors?limit=1&start_time=${Date.now() - DAY_MS}` },
  ];
}

async function measure({ name, path, askedMs }: Question): Promise<void> {
  const latency = await repeat(REPEATS, async () => {
    const answer = await fetch(`${service.url}/api/v1/monitoring/${path()}`, { headers: service.headers });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${text.slice(0, 300)}`);
  });
  const verdict = askedMs ? `   asked: at most ${askedMs}   ${latency.p95 <= askedMs ? 'met' : 'MISSED'}` : '';
  console.log(`${name.padEnd(42)} ${shown(latency)}${verdict}`);
}
