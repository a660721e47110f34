/**
 * How long queries take while samples arrive at half of the rate the service can take, against the same queries when it is
 * idle. TSBS cpu-only data.
 *
 * BENCH_HOSTS (1000: ten series each), BENCH_HOURS (3), BENCH_REPEATS (20).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Latency, repeat, shown } from '../repeat.js';
import { load, remoteWrites } from './load.js';
import { ServiceTarget, settle } from './targets.js';
import { askOwn, queries } from './tsbs-queries.js';

const HOSTS = Number(process.env.BENCH_HOSTS ?? 1000);
const HOURS = Number(process.env.BENCH_HOURS ?? 3);
const REPEATS = Number(process.env.BENCH_REPEATS ?? 20);
const HOUR_MS = 3_600_000;
const ASKED_RATIO = 3;

const directory = mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
const service = await ServiceTarget.start(directory, { METRIC_COMPACTION_SECONDS: '5' });
try {
  const endAt = Math.floor(Date.now() / HOUR_MS - 2) * HOUR_MS;
  const startAt = endAt - HOURS * HOUR_MS;
  const files = await remoteWrites({ directory, hosts: HOSTS, startAt, hours: HOURS });
  const loadedAt = performance.now();
  const samples = await load(service, files);
  const most = (samples * 1000) / (performance.now() - loadedAt);
  await settle(service);
  const measure = async (): Promise<Latency[]> => {
    const all: Latency[] = [];
    for (const query of queries) {
      const range = { startAt: query.lastMs ? endAt - query.lastMs : startAt, endAt };
      all.push(await repeat(REPEATS, () => askOwn(service, query, range)));
    }
    return all;
  };
  const idle = await measure();
  // The same hosts, the hours before, for longer than the queries take.
  const before = await remoteWrites({ directory, hosts: HOSTS, startAt: startAt - 24 * HOUR_MS, hours: HOURS * 2 });
  let loading = true;
  const sending = load(service, before, most / 2).finally(() => (loading = false));
  const busy = await measure();
  if (!loading) throw new Error('the load ended before the queries did: take more BENCH_HOURS');
  console.log(
    `${HOSTS * 10} series, ${HOURS} h; ms, p50 and p95 of ${REPEATS}; ingest ${(most / 2).toFixed(0)} samples/s`,
  );
  for (const [i, { name }] of queries.entries()) {
    const ratio = busy[i]!.p95 / idle[i]!.p95;
    console.log(
      `${name.padEnd(36)} idle ${shown(idle[i]!)}   under load ${shown(busy[i]!)}   p95 ${ratio.toFixed(1)} ×   ` +
        `asked: at most ${ASKED_RATIO} ×   ${ratio <= ASKED_RATIO ? 'met' : 'MISSED'}`,
    );
  }
  await sending;
} finally {
  await service.stop();
  rmSync(directory, { recursive: true, force: true });
}
