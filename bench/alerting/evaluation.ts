/**
 * How long one turn over many alert rules takes: gauges reported every five seconds, each rule grouped over ten series of its own, one
 * series in a hundred beyond its threshold; against Prometheus evaluating the same rules over the same samples.
 *
 * BENCH_RULES (10,100,1000), BENCH_TURNS (8).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RemoteWriteEncoder } from '../metrics/body-encoder.js';
import { startPrometheus } from '../metrics/rivals.js';
import { ServiceTarget, usageOf } from '../metrics/targets.js';
import { median } from '../process.js';
import { type BenchRule, prometheusRules, rulesOf, saveRules, seriesOf } from './rules.js';

const COUNTS = (process.env.BENCH_RULES ?? '10,100,1000').split(',').map(Number);
const TURNS = Number(process.env.BENCH_TURNS ?? 8);
const REPORT_MS = 5000;
const ASKED_MS = 1000;
/** Until windows are full and programs are compiled. */
const WARM_UP_MS = 30_000;

for (const count of COUNTS) await measure(rulesOf(count));

async function measure(rules: readonly BenchRule[]): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
  const service = await ServiceTarget.start(directory, {
    ALERT_EVALUATION_SECONDS: '5',
    COLLECTOR_INTERVAL_SECONDS: '3600',
  });
  const prometheus = await startPrometheus(directory, prometheusRules(rules));
  const encoder = new RemoteWriteEncoder();
  const heads = seriesOf(rules).map(({ beyond, ...series }) => ({
    head: encoder.head(series),
    value: beyond ? 95 : 20,
  }));
  const report = async (): Promise<void> => {
    for (const { head, value } of heads) encoder.add(head, Date.now(), value);
    const body = new Uint8Array(encoder.finish());
    const to = (url: string, headers: object) =>
      fetch(`${url}/api/v1/write`, { method: 'POST', headers: { ...encoder.headers, ...headers }, body });
    const answers = await Promise.all([
      to(service.url, service.headers),
      ...(prometheus ? [to(prometheus.url, {})] : []),
    ]);
    for (const { ok, status } of answers) if (!ok) throw new Error(`samples were answered with ${status}`);
  };
  try {
    await saveRules(service, rules);
    await report();
    const timer = setInterval(() => void report(), REPORT_MS);
    await sleep(WARM_UP_MS);
    const before = usageOf(service.pid).cpuSeconds;
    const startedAt = performance.now();
    const turns = await timeTurns(service, TURNS);
    const share = (usageOf(service.pid).cpuSeconds - before) / ((performance.now() - startedAt) / 1000);
    const theirs = prometheus && (await prometheusTurn(prometheus.url));
    clearInterval(timer);
    const { rows } = await service.database.query(
      "select count(*)::int as firing from alert_instances where status = 'firing'",
    );
    const own = median(turns);
    console.log(
      `${rules.length} rules over ${heads.length} series, ${rows[0].firing} alerts fire: ${own.toFixed(0)} ms a turn (${((own * 1000) / rules.length).toFixed(0)} µs a rule), ` +
        `at most ${Math.max(...turns).toFixed(0)}; ${share.toFixed(2)} cores in all` +
        (theirs ? `   prometheus ${theirs.toFixed(0)} ms, ${(own / theirs).toFixed(2)} ×` : '') +
        `   asked: at most ${ASKED_MS} ms   ${own <= ASKED_MS ? 'met' : 'MISSED'}`,
    );
  } finally {
    await prometheus?.stop();
    await service.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** How long the lock of the evaluation is held, of so many turns, in ms. */
async function timeTurns({ database }: ServiceTarget, turns: number): Promise<number[]> {
  const isHeld = async (): Promise<boolean> => {
    const { rows } = await database.query(
      `select from pg_locks where locktype = 'advisory'
       and objid = (hashtext('job:alert-evaluation')::bigint & 4294967295)::oid`,
    );
    return rows.length > 0;
  };
  const until = async (held: boolean): Promise<number> => {
    while ((await isHeld()) !== held) await sleep(2);
    return performance.now();
  };
  const taken: number[] = [];
  await until(false);
  while (taken.length < turns) {
    const from = await until(true);
    taken.push((await until(false)) - from);
  }
  return taken;
}

/** What Prometheus says of its last turn, in ms. */
async function prometheusTurn(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^prometheus_rule_group_last_duration_seconds\{.*\} (\S+)/m.exec(text)![1]) * 1000;
}
