/**
 * How long queries take, warm, against Prometheus `query_range` over the same data in the same run: TSBS cpu-only, 1,000 hosts,
 * 24 hours, 86 million samples. Then the same query with more and more days stored.
 *
 * BENCH_HOSTS (1000), BENCH_METRICS (10 a host), BENCH_HOURS (24; 0 leaves out the comparison), BENCH_REPEATS (20), BENCH_DAYS ("1,7,30", one metric of a tenth of the hosts; "" leaves it out).
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repeat, shown } from '../repeat.js';
import { load, remoteWrites } from './load.js';
import { calm, ServiceTarget, settle, startRival } from './targets.js';
import { askOwn, askPrometheus, queries } from './tsbs-queries.js';

const HOSTS = Number(process.env.BENCH_HOSTS ?? 1000);
const METRICS = Number(process.env.BENCH_METRICS ?? 10);
const HOURS = Number(process.env.BENCH_HOURS ?? 24);
const REPEATS = Number(process.env.BENCH_REPEATS ?? 20);
const DAYS = (process.env.BENCH_DAYS ?? '1,7,30').split(',').filter(Boolean).map(Number);
const HOUR_MS = 3_600_000;

const directory = mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
try {
  if (HOURS > 0) await compareWithPrometheus();
  if (DAYS.length > 0) await growWithDays();
} finally {
  rmSync(directory, { recursive: true, force: true });
}

async function compareWithPrometheus(): Promise<void> {
  const endAt = Date.now() - 2 * HOUR_MS;
  const startAt = endAt - HOURS * HOUR_MS;
  const files = await remoteWrites({ directory, hosts: HOSTS, metrics: METRICS, startAt, hours: HOURS });
  const service = await ServiceTarget.start(place('own'), { METRIC_COMPACTION_SECONDS: '5' });
  await load(service, files);
  await settle(service);
  const rival = await startRival('prometheus', place('rival'));
  if (rival) {
    await load(rival, files);
    await calm(rival);
  }
  await calm(service);
  console.log(`${HOSTS * METRICS} series, ${HOURS} h every 10 s; ms, p50 and p95 of ${REPEATS}, warm`);
  for (const query of queries) {
    const range = { startAt: query.lastMs ? endAt - query.lastMs : startAt, endAt };
    const own = await repeat(REPEATS, () => askOwn(service, query, range));
    const other = rival && (await repeat(REPEATS, () => askPrometheus(rival, query, range)));
    const asked = query.askedMs
      ? `, asked: under ${query.askedMs} ms   ${own.p50 < query.askedMs ? 'met' : 'MISSED'}`
      : '';
    const compared = other
      ? `   prometheus ${shown(other)}   ${(own.p50 / other.p50).toFixed(2)} × of its time (asked: at most 1)   ${own.p50 <= other.p50 ? 'met' : 'MISSED'}`
      : '';
    console.log(`${query.name.padEnd(36)} ${shown(own)}${asked}${compared}`);
  }
  await service.stop();
  await rival?.stop();
}

/** The same 24 hours with 1, 7 and 30 days stored: one metric of a tenth of the hosts. */
async function growWithDays(): Promise<void> {
  const hosts = Math.ceil(HOSTS / 10);
  const endAt = Date.now() - 2 * HOUR_MS;
  const service = await ServiceTarget.start(place('growing'), {
    METRIC_COMPACTION_SECONDS: '5',
    METRIC_RETENTION_DAYS: '60',
  });
  const first = new Map<string, number>();
  let stored = 0;
  console.log(`${hosts} series; the same 24 h with more days stored before them`);
  for (const days of DAYS) {
    // The last day comes first, so that every query reads the same samples; then what lies before it.
    const startAt = endAt - days * 24 * HOUR_MS;
    await load(service, await remoteWrites({ directory, hosts, metrics: 1, startAt, hours: (days - stored) * 24 }));
    stored = days;
    await settle(service);
    for (const query of queries.slice(0, 3)) {
      const { p50, p95 } = await repeat(REPEATS, () =>
        askOwn(service, query, { startAt: endAt - 24 * HOUR_MS, endAt }),
      );
      const base = first.get(query.name) ?? p50;
      first.set(query.name, base);
      const more = (p50 / base - 1) * 100;
      const verdict =
        days === DAYS[0]
          ? ''
          : `   ${more.toFixed(0)} % more than with ${DAYS[0]} (asked: under 20 %)   ${more < 20 ? 'met' : 'MISSED'}`;
      console.log(`${String(days).padStart(3)} days   ${query.name.padEnd(36)} ${shown({ p50, p95 })}${verdict}`);
    }
  }
  await service.stop();
}

function place(name: string): string {
  const path = join(directory, name);
  mkdirSync(path);
  return path;
}
