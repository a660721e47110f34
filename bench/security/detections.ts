/**
 * What a signal costs with all detections that come with the service and 100,000 addresses, against the least that a rate limit takes: a
 * count a minute of each address in a Map, over the same signals in turns of the same run; and how much memory a flood of addresses takes.
 *
 * BENCH_ADDRESSES (100000), BENCH_SIGNALS (1000000), BENCH_ROUNDS (5).
 */
import { defaultDetections } from '../../src/security/detections/default-detections.js';
import { Detector } from '../../src/security/detections/detector.js';
import type { SecuritySignal } from '../../src/security/detections/security-signal.js';
import { median } from '../process.js';

const ADDRESSES = Number(process.env.BENCH_ADDRESSES ?? 100_000);
const SIGNALS = Number(process.env.BENCH_SIGNALS ?? 1_000_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const MAX_BUCKETS = 100_000;
const ASKED_US = 2;
const MAX_MB = 500;
const START = Date.UTC(2026, 0, 5);
const detections = defaultDetections();

/** Pours in one signal. */
type Pour = (signal: SecuritySignal) => unknown;

const KINDS: [string, (i: number) => Partial<SecuritySignal>][] = [
  ['fit none', (i) => ({ route: '/students', path: '/students', status: 200, userId: `user ${i % 5000}` })],
  ['a read of one object', (i) => readOf(i)],
  ['of a school’s day', (i) => dayOf(i)],
  ['failed logins alone', (i) => ({ kind: 'authentication_failure', account: `pupil ${i % 50_000}`, status: 401 })],
];
console.log(`${detections.length} detections, ${ADDRESSES} addresses, medians of ${ROUNDS} rounds; µs a signal`);
for (const [name, make] of KINDS) measure(name, make);
flood();

function readOf(i: number): Partial<SecuritySignal> {
  return { route: '/students/:id', path: `/students/${i % 997}`, status: 200, userId: `user ${i % 5000}` };
}

/** Of a hundred signals ninety are ordinary, six are not found, two are refused and two are failed logins. */
function dayOf(i: number): Partial<SecuritySignal> {
  const one = (i * 7919) % 100;
  if (one < 45) return readOf(i);
  if (one < 90) return { route: '/students', path: '/students', status: 200, userId: `user ${i % 5000}` };
  if (one < 96) return { ...readOf(i), status: 404 };
  if (one < 98) return { ...readOf(i), status: 403 };
  return { kind: 'authentication_failure', account: `pupil ${i % 50_000}`, status: 401 };
}

function measure(name: string, make: (i: number) => Partial<SecuritySignal>): void {
  const signals = Array.from({ length: SIGNALS / ROUNDS }, (_, i) => signalOf(i, make(i)));
  const detector = new Detector(detections, { maxBuckets: MAX_BUCKETS });
  const plain = plainCounter();
  const [counted, poured] = [tally(), tally()];
  for (let round = 0; round <= ROUNDS; round++) {
    const shift = round * signals.length;
    // The first round only warms up.
    pourAll(signals, shift, plain, round > 0 ? counted : tally());
    pourAll(signals, shift, (signal) => detector.pour(signal), round > 0 ? poured : tally());
  }
  const [mean, p99] = [median(poured.mean), median(poured.p99)];
  const ratio = mean / median(counted.mean);
  console.log(
    `${name.padEnd(22)} ${mean.toFixed(2)}   p50 ${median(poured.p50).toFixed(2)}   p99 ${p99.toFixed(2)}   longest ${median(poured.longest).toFixed(0)}   ` +
      `${ratio.toFixed(1)} × a counter in a Map (${median(counted.mean).toFixed(2)})` +
      (name === 'fit none' ? `   asked: below ${ASKED_US}   ${mean < ASKED_US ? 'met' : 'MISSED'}` : ''),
  );
}

function tally() {
  return { mean: [] as number[], p50: [] as number[], p99: [] as number[], longest: [] as number[] };
}

/** In turns, one whole for the mean and one signal at a time, the clock's own 0.05 µs included, for the percentiles. */
function pourAll(signals: SecuritySignal[], shift: number, pour: Pour, into: ReturnType<typeof tally>): void {
  const half = signals.length >> 1;
  for (const [i, signal] of signals.entries()) signal.at = START + (shift + i) * 2;
  const startedAt = performance.now();
  for (let i = 0; i < half; i++) pour(signals[i]!);
  into.mean.push(((performance.now() - startedAt) * 1000) / half);
  const taken = new Float64Array(signals.length - half);
  for (let i = half; i < signals.length; i++) {
    const from = performance.now();
    pour(signals[i]!);
    taken[i - half] = (performance.now() - from) * 1000;
  }
  taken.sort();
  into.p50.push(taken[taken.length >> 1]!);
  into.p99.push(taken[Math.floor(taken.length * 0.99)]!);
  into.longest.push(taken.at(-1)!);
}

function signalOf(i: number, rest: Partial<SecuritySignal>): SecuritySignal {
  return { at: START, kind: 'request', service: 'students', ipAddress: addressOf((i * 7919) % ADDRESSES), ...rest };
}

function addressOf(n: number): string {
  return `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
}

/** How many requests of an address there were in this minute: what rate limiters keep at least. */
function plainCounter(): Pour {
  const counters = new Map<string, { count: number; until: number }>();
  return ({ ipAddress = '', at }) => {
    const counter = counters.get(ipAddress);
    if (counter && counter.until > at) return ++counter.count;
    counters.set(ipAddress, { count: 1, until: at + 60_000 });
    return 1;
  };
}

/** Everything from addresses and accounts that are never seen again. */
function flood(): void {
  const detector = new Detector(detections, { maxBuckets: MAX_BUCKETS });
  const before = usedMb();
  const sizes: string[] = [];
  let most = 0;
  for (let i = 0; i < 4 * SIGNALS; i++) {
    const unseen = {
      ipAddress: addressOf(i),
      userId: `user ${i}`,
      account: `account ${i}`,
      path: `/.env/${i}`.padEnd(400, 'x'),
    };
    const kinds = [readOf(i), { status: 404, route: '/x/:id' }, { status: 403 }, { status: 404, route: undefined }];
    const kind = (['authentication_failure', 'rate_limited', 'payload'] as const)[i % 7];
    detector.pour({ ...signalOf(i, kinds[i % 4]!), ...unseen, at: START + i / 10, kind: kind ?? 'request' });
    if ((i + 1) % SIGNALS === 0) {
      const used = usedMb() - before;
      most = Math.max(most, used);
      sizes.push(`${detector.size} buckets ${used.toFixed(0)} MB`);
    }
  }
  console.log(
    `a flood, each ${SIGNALS} signals: ${sizes.join(', ')}   asked: below ${MAX_MB} MB   ${most < MAX_MB ? 'met' : 'MISSED'}`,
  );
}

function usedMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
