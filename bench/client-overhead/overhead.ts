/**
 * What the client for Nest services costs a service on Fastify: throughput, 99th percentile and CPU a request of a hello route and of an ordinary
 * one (validation, one query, 5 kB of JSON), memory and start-up, without it and with it, taken in turns in the same run; and whether all it recorded
 * has arrived. Other agents can be measured beside it, each as its documentation tells to use it, with a sink of its own.
 *
 * BENCH_ROUNDS (3), BENCH_SECONDS (5), BENCH_CONNECTIONS (50), BENCH_AGENTS (client): all, or some of client, observe, sentry, opentelemetry;
 * what is not this project's is installed into node_modules/.bench-rivals.
 */
import { median } from '../process.js';
import { type Figures, run } from './run.js';
import { importTime, startUpTimes } from './start-up.js';
import { withStudents } from './students.js';
import { ROUTES, type Route, type Variant, variantsOf } from './variants.js';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const CONNECTIONS = Number(process.env.BENCH_CONNECTIONS ?? 50);
const ASKED_MEGABYTES = 30;
const ASKED_IMPORT_MS = 100;

const variants = variantsOf(process.env.BENCH_AGENTS ?? 'client');
await withStudents(async (databaseUrl) => {
  for (const route of Object.keys(ROUTES) as Route[]) await measure(route, databaseUrl);
  await measureStartUps(databaseUrl);
});
const importMs = importTime();
console.log(
  `${'import'.padEnd(9)} ${'client'.padEnd(20)}   ${importMs.toFixed(0).padStart(7)} ms   asked: ${ASKED_IMPORT_MS} ms   ${verdict(importMs <= ASKED_IMPORT_MS)}`,
);

async function measure(route: Route, databaseUrl: string): Promise<void> {
  const found = new Map<Variant, Figures[]>(variants.map((variant) => [variant, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const variant of variants) {
      const figures = await run(variant, route, { seconds: SECONDS, connections: CONNECTIONS, databaseUrl });
      // The first round only warms up the machine.
      if (round > 0) found.get(variant)!.push(figures);
    }
  }
  const middle = (variant: Variant): Figures => medians(found.get(variant)!);
  const bare = middle(variants[0]!);
  for (const variant of variants) console.log(speedLine(route, variant, middle(variant), bare));
  for (const variant of variants) console.log(sizeLine(route, variant, middle(variant), bare));
}

async function measureStartUps(databaseUrl: string): Promise<void> {
  const times = await startUpTimes(variants, databaseUrl);
  const bare = times.get(variants[0]!)!;
  for (const [variant, ms] of times) {
    console.log(`${titleOf('start-up', variant)}   ${ms.toFixed(0).padStart(7)} ms (${signed(ms - bare, 0)})`);
  }
}

function medians(runs: Figures[]): Figures {
  const names = Object.keys(runs[0]!) as (keyof Figures)[];
  return Object.fromEntries(names.map((name) => [name, median(runs.map((each) => each[name]))])) as unknown as Figures;
}

function speedLine(route: Route, variant: Variant, figures: Figures, bare: Figures): string {
  const { asked } = variant;
  const share = figures.rate / bare.rate;
  const added = figures.cpuMicros - bare.cpuMicros;
  return [
    titleOf(route, variant),
    `${figures.rate.toFixed(0).padStart(7)} requests/s`,
    `${share.toFixed(2)} ×`,
    `p99 ${figures.p99.toFixed(1).padStart(5)} ms`,
    `CPU ${withAdded(figures.cpuMicros, added)} µs`,
    variant.agent &&
      `arrived ${Math.min(100, figures.arrived * 100)
        .toFixed(0)
        .padStart(3)} %`,
    variant.agent && `${figures.spansPerTrace.toFixed(1)} spans a trace`,
    asked && `asked: ${asked.share[route]} ×, ${asked.cpu} µs`,
    asked && verdict(share >= asked.share[route] && added <= asked.cpu),
  ]
    .filter(Boolean)
    .join('   ');
}

function sizeLine(route: Route, variant: Variant, figures: Figures, bare: Figures): string {
  const added = figures.residentMb - bare.residentMb;
  return [
    titleOf(route, variant),
    `resident ${withAdded(figures.residentMb, added)} MB`,
    `heap ${withAdded(figures.heapMb, figures.heapMb - bare.heapMb)} MB`,
    variant.asked && `asked: + ${ASKED_MEGABYTES} MB`,
    variant.asked && verdict(added <= ASKED_MEGABYTES),
  ]
    .filter(Boolean)
    .join('   ');
}

function titleOf(what: string, { name }: Variant): string {
  return `${what.padEnd(9)} ${name.padEnd(20)}`;
}

function withAdded(value: number, added: number): string {
  return `${value.toFixed(1).padStart(6)} (${signed(added, 1)})`;
}

function signed(value: number, digits: number): string {
  return `${value < 0 ? '−' : '+'} ${Math.abs(value).toFixed(digits)}`;
}

function verdict(isMet: boolean): string {
  return isMet ? 'met' : 'MISSED';
}
