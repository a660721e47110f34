/**
 * What inspecting requests finds and costs: recall of each class of attacks and false alarms at each level of paranoia, on bench/security/corpus,
 * with the fifth of it that was held out while rules were written apart; and the time of the client's prefilter, of all that the client does for it
 * with a request, and of the whole inspection beside what every request costs anyway, reading its URL and its JSON body.
 *
 * BENCH_ROUNDS (20).
 */
import { RequestObservations, suspiciousFragments } from '@oneclass/monitoring-client';
import { inspectRequest } from '../../src/security/inspection/inspect-request.js';
import type { InspectedRequest } from '../../src/security/inspection/inspected-values.js';
import { ATTACK_CLASSES, type Paranoia } from '../../src/security/inspection/rule.js';
import { median } from '../process.js';
import { type CorpusEntry, readCorpus } from './corpus/read-corpus.js';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 20);
const WARM_UPS = 5;
/** Calls to one reading of the clock, which is as long as a short call. */
const CALLS = 10;
const LEVELS: readonly Paranoia[] = [1, 2, 3, 4];
const ASKED = { recall: 0.95, falseAlarms: 0.005, p50Us: 20, observedUs: 1.5 };

/** Without anything encoded. */
const PLAIN_URL = /^[\w/.?=&,:-]+$/;

const BODY = JSON.stringify({
  student_id: '8a6e0804-2bd0-4672-b79d-d97027f9071a',
  name: "Siobhan O'Brien",
  guardians: [{ name: 'R. Moyo', phone: '+263771234567' }],
  marks: Array.from({ length: 10 }, (_, index) => ({ subject: `subject-${index}`, term: 1, mark: 50 + index })),
  note: 'Moved from 3B to 3A on 5 May.',
});

const corpus = readCorpus();
tellFigures('all', corpus);
const heldOut = corpus.filter(({ isHeldOut }) => isHeldOut);
tellFigures('held out', heldOut);
tellTimes();

function tellFigures(name: string, entries: readonly CorpusEntry[]): void {
  const attacks = entries.filter(({ attackClass }) => attackClass !== undefined);
  const harmless = entries.filter(({ attackClass }) => attackClass === undefined);
  const recall = (level: Paranoia) => shareOf(attacks, (entry) => isRecognised(entry, level));
  const falseAlarms = (level: Paranoia) =>
    shareOf(harmless, ({ request }) => inspectRequest(request, level).length > 0);
  console.log(`${name}: ${attacks.length} attacks, ${harmless.length} harmless requests`);
  console.log(`  ${'paranoia'.padEnd(20)}${LEVELS.map((level) => String(level).padStart(9)).join('')}`);
  for (const attackClass of ATTACK_CLASSES) {
    const ofClass = attacks.filter((entry) => entry.attackClass === attackClass);
    tellRow(attackClass, (level) => shareOf(ofClass, (entry) => isRecognised(entry, level)));
  }
  tellRow('all classes', recall);
  tellRow('false alarms', falseAlarms);
  const isMet = recall(1) >= ASKED.recall && falseAlarms(1) <= ASKED.falseAlarms;
  console.log(`  asked at 1: recall at least 95 %, false alarms at most 0.5 %   ${isMet ? 'met' : 'MISSED'}\n`);
}

function tellRow(name: string, share: (level: Paranoia) => number): void {
  const cells = LEVELS.map((level) => `${(100 * share(level)).toFixed(1)} %`.padStart(9));
  console.log(`  ${name.padEnd(20)}${cells.join('')}`);
}

function shareOf(entries: readonly CorpusEntry[], holds: (entry: CorpusEntry) => boolean): number {
  return entries.length === 0 ? 0 : entries.filter(holds).length / entries.length;
}

function isRecognised({ request, attackClass }: CorpusEntry, level: Paranoia): boolean {
  return inspectRequest(request, level).some((finding) => finding.attackClass === attackClass);
}

function tellTimes(): void {
  const harmless = corpus.filter(({ attackClass }) => !attackClass).map(({ request }) => request);
  const attacks = corpus.filter(({ attackClass }) => attackClass).map(({ request }) => request);
  const ordinary = harmless.filter(({ path, fields }) => !fields && PLAIN_URL.test(path));
  const base = timesOf(harmless, ({ path }) => [new URL(path, 'http://localhost'), JSON.parse(BODY)]);
  console.log(
    `µs a request                                p50      p99   of reading a URL and a body (${base.p50.toFixed(2)} µs)`,
  );
  const tell = (
    name: string,
    requests: readonly InspectedRequest[],
    run: (request: InspectedRequest) => unknown,
    asked = ASKED.p50Us,
  ): void => {
    const { p50, p99 } = timesOf(requests, run);
    const verdict = p50 <= asked ? 'met' : 'MISSED';
    console.log(
      `${name.padEnd(38)}${p50.toFixed(2).padStart(9)}${p99.toFixed(2).padStart(9)}   ${(p50 / base.p50).toFixed(2)} ×   ${verdict}`,
    );
  };
  const prefilter = ({ path, fields, userAgent }: InspectedRequest) =>
    suspiciousFragments(path, bodyOf(fields), userAgent);
  tell('prefilter, ordinary URLs', ordinary, prefilter);
  tell('prefilter, harmless requests', harmless, prefilter);
  tell('prefilter, attacks', attacks, prefilter);
  tell('observation, ordinary URLs', ordinary, observer(), ASKED.observedUs);
  for (const level of [1, 4] as const) {
    tell(`inspection at ${level}, ordinary URLs`, ordinary, (request) => inspectRequest(request, level));
    tell(`inspection at ${level}, harmless requests`, harmless, (request) => inspectRequest(request, level));
    tell(`inspection at ${level}, attacks`, attacks, (request) => inspectRequest(request, level));
  }
  const worst = {
    method: 'POST',
    path: '/',
    fields: Array.from({ length: 64 }, (_, index) => ({
      in: 'body' as const,
      name: `f${index}`,
      value: "' or select (((; <a ../{{".repeat(400),
    })),
  };
  const { p50 } = timesOf([worst], (request) => inspectRequest(request, 4));
  console.log(
    `64 fields of ${worst.fields[0]!.value.length} characters, all of them suspicious: ${(p50 / 1000).toFixed(1)} ms`,
  );
}

/** What the client does with each request in all: the prefilter, and counting it with its equals. */
function observer(): (request: InspectedRequest) => void {
  const observations = new RequestObservations();
  return ({ method, path, userAgent }) => {
    const [ipAddress, userId] = ['192.0.2.1', '17'];
    observations.add({ method, route: '/', url: path, status: 200, ipAddress, userId, userAgent, bytes: 512 });
  };
}

function bodyOf(fields: InspectedRequest['fields'] = []): Record<string, string> {
  const body: Record<string, string> = {};
  for (const field of fields) if (field.in === 'body') body[field.name] = field.value;
  return body;
}

/** Of what each request takes in the middle of its rounds, in µs: others use this machine too. */
function timesOf(
  requests: readonly InspectedRequest[],
  run: (request: InspectedRequest) => unknown,
): { p50: number; p99: number } {
  const rounds = requests.map((): number[] => []);
  for (let round = -WARM_UPS; round < ROUNDS; round++) {
    for (const [index, request] of requests.entries()) {
      const startedAt = performance.now();
      for (let call = 0; call < CALLS; call++) run(request);
      if (round >= 0) rounds[index]!.push(((performance.now() - startedAt) * 1000) / CALLS);
    }
  }
  const taken = rounds.map(median).sort((a, b) => a - b);
  return { p50: median(taken), p99: taken[Math.floor(taken.length * 0.99)]! };
}
