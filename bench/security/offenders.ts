/**
 * How long offenders and statistics of security events take over HTTP with so many events of a month stored, beside looking at each event, in the
 * same run and on the same tables.
 *
 * BENCH_EVENTS (2000000), BENCH_DAYS (30), BENCH_ADDRESSES (20000), BENCH_REPEATS (20), BENCH_DATA (a directory to fill once and use again).
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WEIGHT } from '../../src/security/statistics/count-events.sql.js';
import { ServiceTarget } from '../metrics/targets.js';
import { median } from '../process.js';
import { repeat, shown } from '../repeat.js';
import { fill } from './fill.js';

const EVENTS = Number(process.env.BENCH_EVENTS ?? 2_000_000);
const DAYS = Number(process.env.BENCH_DAYS ?? 30);
const ADDRESSES = Number(process.env.BENCH_ADDRESSES ?? 20_000);
const REPEATS = Number(process.env.BENCH_REPEATS ?? 20);
const RAW_REPEATS = 3;
const DAY_MS = 86_400_000;
const ASKED_MS = 1000;

/** Looks at each event: $1 and $2, from when to when. */
const lookAtEach = (by: string) => `
  select ${by} as value, sum(${WEIGHT}) as count from security_event_records
  where occurred_at >= $1 and occurred_at < $2 and false_positive_at is null and ${by} is not null group by 1 order by 2 desc, 1 limit 20`;
const COUNT_EACH = `
  select date_bin('12 hours', occurred_at, $1), severity, event_type, service, count(*) from security_event_records
  where occurred_at >= $1 and occurred_at < $2 group by 1, 2, 3, 4`;

const directory = process.env.BENCH_DATA ?? mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
const filled = existsSync(join(directory, 'oneclass'));
mkdirSync(directory, { recursive: true });
const service = await ServiceTarget.start(directory, { ENABLE_SECURITY_WATCH: 'false' });
try {
  const endAt = Math.floor(Date.now() / 60_000) * 60_000;
  const startAt = endAt - DAYS * DAY_MS;
  if (!filled) await fill(service.database, { events: EVENTS, addresses: ADDRESSES, startAt, endAt });
  console.log(`${EVENTS} events of ${ADDRESSES} addresses in ${DAYS} days; ms`);
  const range = `start_time=${startAt}&end_time=${endAt}`;
  const times = [new Date(startAt), new Date(endAt)];
  for (const by of ['ip_address', 'user_id', 'endpoint', 'user_agent'])
    await compare(`offenders by ${by}`, `offenders?by=${by}&${range}`, lookAtEach(by), times);
  const ofOneType = lookAtEach('ip_address').replace('group by', `and event_type = 'scanner_probe' group by`);
  await compare('offenders of a type', `offenders?by=ip_address&event_type=scanner_probe&${range}`, ofOneType, times);
  await compare('statistics', `statistics?${range}`, COUNT_EACH, times);
} finally {
  await service.stop();
  if (!process.env.BENCH_DATA) rmSync(directory, { recursive: true, force: true });
}

async function compare(name: string, path: string, raw: string, times: Date[]): Promise<void> {
  const latency = await repeat(REPEATS, async () => {
    const answer = await fetch(`${service.url}/api/v1/monitoring/security/${path}`, { headers: service.headers });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${text.slice(0, 300)}`);
  });
  const taken: number[] = [];
  for (let i = 0; i < RAW_REPEATS; i++) {
    const startedAt = performance.now();
    await service.database.query(raw, times);
    taken.push(performance.now() - startedAt);
  }
  const each = median(taken);
  const verdict = `asked: p95 at most ${ASKED_MS}   ${latency.p95 <= ASKED_MS ? 'met' : 'MISSED'}`;
  console.log(
    `${name.padEnd(26)} p50, p95 ${shown(latency)}   looking at each ${each.toFixed(0).padStart(6)}   ${(each / latency.p50).toFixed(0)} times as long   ${verdict}`,
  );
}
