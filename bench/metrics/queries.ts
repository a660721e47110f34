/**
 * How long queries take, warm, against Prometheus `query_range` over the same data in the same run: TSBS cpu-only, 1,000 hosts,
 * 24 hours, 86 million samples. Then the same query with more and more days stored.
 *
 * BENCH_HOSTS (1000), BENCH_HOURS (24), BENCH_REPEATS (20), BENCH_DAYS ("1,7,30", on a tenth of the hosts; "" leaves it out).
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RemoteWriteEncoder } from './body-encoder.js';
import { writeBodyFiles } from './body-files.js';
import { send } from './send.js';
import { ServiceTarget, settle, startRival, type Target } from './targets.js';
import { STEP_MS } from './tsbs.js';

const HOSTS = Number(process.env.BENCH_HOSTS ?? 1000);
const HOURS = Number(process.env.BENCH_HOURS ?? 24);
const REPEATS = Number(process.env.BENCH_REPEATS ?? 20);
const DAYS = (process.env.BENCH_DAYS ?? '1,7,30').split(',').filter(Boolean).map(Number);
const HOUR_MS = 3_600_000;
const SAMPLES_PER_BODY = 2000;
const CONNECTIONS = 4;

interface Query {
  readonly name: string;
  /** POST /metrics/query */
  readonly own: object[];
  readonly promql: string;
  readonly stepSeconds: number;
  /** Only the last so many milliseconds. */
  readonly lastMs?: number;
  readonly askedMs?: number;
}

const HUNDRED = 'host_[1-9]?[0-9]';
const tagged = (aggregation: string, step: string, more: object = {}) => ({
  metric_name: 'cpu_usage_user',
  aggregation,
  step,
  ...more,
});
const queries: Query[] = [
  {
    name: '1 series, 5 min',
    own: [tagged('avg', '5m', { tags: 'hostname=host_7' })],
    promql: 'avg_over_time(cpu_usage_user{hostname="host_7"}[5m])',
    stepSeconds: 300,
    askedMs: 10,
  },
  {
    name: '100 series averaged by a tag, 5 min',
    own: [tagged('avg', '5m', { tags: `hostname=~${HUNDRED}`, group_by: 'region' })],
    promql: `avg by (region) (avg_over_time(cpu_usage_user{hostname=~"${HUNDRED}"}[5m]))`,
    stepSeconds: 300,
    askedMs: 60,
  },
  {
    name: '1,000 series, 1 h',
    own: [tagged('avg', '1h')],
    promql: 'avg(avg_over_time(cpu_usage_user[1h]))',
    stepSeconds: 3600,
  },
  {
    name: 'p99 over 100 series, 5 min',
    own: [tagged('p99', '5m', { tags: `hostname=~${HUNDRED}` })],
    promql: `quantile(0.99, quantile_over_time(0.99, cpu_usage_user{hostname=~"${HUNDRED}"}[5m]))`,
    stepSeconds: 300,
  },
  {
    name: 'last value of all 10,000 series',
    own: ['user', 'system', 'idle', 'nice', 'iowait', 'irq', 'softirq', 'steal', 'guest', 'guest_nice'].map(
      (metric) => ({
        metric_name: `cpu_usage_${metric}`,
        aggregation: 'last',
        group_by: 'hostname',
      }),
    ),
    promql: 'last_over_time({__name__=~"cpu_usage_.*"}[5m])',
    stepSeconds: 300,
    lastMs: 300_000,
  },
];

const directory = mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
try {
  await compareWithPrometheus();
  if (DAYS.length > 0) await growWithDays();
} finally {
  rmSync(directory, { recursive: true, force: true });
}

async function compareWithPrometheus(): Promise<void> {
  const endAt = Date.now() - 2 * HOUR_MS;
  const startAt = endAt - HOURS * HOUR_MS;
  const files = bodies(HOSTS, startAt, HOURS);
  const service = await ServiceTarget.start(place('own'), { METRIC_COMPACTION_SECONDS: '5' });
  await load(service, files, service.headers);
  await settle(service);
  const rival = await startRival('prometheus', place('rival'));
  if (rival) await load(rival, files);
  console.log(`${HOSTS * 10} series, ${HOURS} h every 10 s; ms, p50 and p95 of ${REPEATS}, warm`);
  for (const query of queries) {
    const range = { startAt: query.lastMs ? endAt - query.lastMs : startAt, endAt };
    const own = await repeat(() => askOwn(service, query, range));
    const other = rival && (await repeat(() => askPrometheus(rival, query, range)));
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

/** The first two queries with 1, 7 and 30 days behind them, on a tenth of the hosts. */
async function growWithDays(): Promise<void> {
  const hosts = Math.ceil(HOSTS / 10);
  const endAt = Date.now() - 2 * HOUR_MS;
  const service = await ServiceTarget.start(place('growing'), { METRIC_COMPACTION_SECONDS: '5' });
  const first = new Map<string, number>();
  let stored = 0;
  console.log(`${hosts * 10} series; the same 24 h with more days stored before them`);
  for (const days of DAYS) {
    // The last day comes first, so that every query reads the same samples; then what lies before it.
    const startAt = endAt - days * 24 * HOUR_MS;
    await load(service, bodies(hosts, startAt, (days - stored) * 24), service.headers);
    stored = days;
    await settle(service);
    for (const query of queries.slice(0, 3)) {
      const { p50, p95 } = await repeat(() => askOwn(service, query, { startAt: endAt - 24 * HOUR_MS, endAt }));
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

function bodies(hosts: number, startAt: number, hours: number) {
  const samples = hosts * 10 * ((hours * HOUR_MS) / STEP_MS);
  const perConnection = Math.floor(samples / SAMPLES_PER_BODY / CONNECTIONS);
  return writeBodyFiles({
    directory,
    hosts,
    connections: CONNECTIONS,
    samplesPerBody: SAMPLES_PER_BODY,
    bodies: perConnection,
    startAt,
    encoder: new RemoteWriteEncoder(),
  });
}

async function load(
  target: Target,
  files: ReturnType<typeof bodies>,
  headers: Record<string, string> = {},
): Promise<void> {
  await send({
    url: `${target.url}/api/v1/write`,
    headers: { ...new RemoteWriteEncoder().headers, ...headers },
    files,
    samplesPerBody: SAMPLES_PER_BODY,
    seconds: Infinity,
  });
}

interface Range {
  readonly startAt: number;
  readonly endAt: number;
}

async function askOwn(service: ServiceTarget, query: Query, { startAt, endAt }: Range): Promise<void> {
  const answer = await fetch(`${service.url}/api/v1/monitoring/metrics/query`, {
    method: 'POST',
    headers: { ...service.headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      start_time: new Date(startAt).toISOString(),
      end_time: new Date(endAt).toISOString(),
      queries: query.own.map((one, i) => ({ name: `q${i}`, ...one })),
    }),
  });
  await expectData(answer, 'results');
}

async function askPrometheus(rival: Target, { promql, stepSeconds }: Query, { startAt, endAt }: Range): Promise<void> {
  const values = {
    query: promql,
    start: String(startAt / 1000 + stepSeconds),
    end: String(endAt / 1000),
    step: String(stepSeconds),
  };
  await expectData(await fetch(`${rival.url}/api/v1/query_range?${new URLSearchParams(values)}`), 'data');
}

/** An empty answer would be a fast one. */
async function expectData(answer: Response, field: string): Promise<void> {
  const text = await answer.text();
  if (!answer.ok || text.length < 200 || !text.includes(`"${field}"`))
    throw new Error(`no data: ${answer.status} ${text.slice(0, 300)}`);
}

async function repeat(ask: () => Promise<void>): Promise<{ p50: number; p95: number }> {
  for (let warming = 0; warming < 3; warming++) await ask();
  const times: number[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const startedAt = performance.now();
    await ask();
    times.push(performance.now() - startedAt);
  }
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(REPEATS / 2)]!, p95: times[Math.min(REPEATS - 1, Math.floor(REPEATS * 0.95))]! };
}

function shown({ p50, p95 }: { p50: number; p95: number }): string {
  return `${p50.toFixed(1).padStart(7)} ${p95.toFixed(1).padStart(7)}`;
}
