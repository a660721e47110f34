/**
 * How long it takes from the sample that crosses a threshold until the webhook is there, beside a load of other rules and series: the time from
 * just before the sample is sent to the arrival of the request. At the worst the evaluation has just begun, so the interval belongs to it.
 *
 * BENCH_RULES (1000) for the load, BENCH_CROSSINGS (100), BENCH_INTERVAL_SECONDS (5).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RemoteWriteEncoder } from '../metrics/body-encoder.js';
import { ServiceTarget } from '../metrics/targets.js';
import { rulesOf, saveRules, seriesOf } from './rules.js';

const RULES = Number(process.env.BENCH_RULES ?? 1000);
const CROSSINGS = Number(process.env.BENCH_CROSSINGS ?? 100);
const INTERVAL_MS = Number(process.env.BENCH_INTERVAL_SECONDS ?? 5) * 1000;
const REPORT_MS = 5000;
const WARM_UP_MS = 20_000;
/** The crossings come one after the other at random distances of this mean. */
const DISTANCE_MS = 500;
const ASKED_MS = INTERVAL_MS + 2000;

const arrivals = new Map<string, number>();
const receiver = createServer((request, response) => {
  let body = '';
  request.on('data', (part: Buffer) => {
    body += part.toString();
  });
  request.on('end', () => {
    const { alert } = JSON.parse(body) as { alert: { tags: { host?: string } } };
    arrivals.set(alert.tags.host ?? '', performance.now());
    response.writeHead(204).end();
  });
});
await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
const directory = mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
const service = await ServiceTarget.start(directory, {
  ALERT_EVALUATION_SECONDS: String(INTERVAL_MS / 1000),
  ALERT_WEBHOOK_URL: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
  COLLECTOR_INTERVAL_SECONDS: '3600',
});
try {
  const encoder = new RemoteWriteEncoder();
  const rules = rulesOf(RULES);
  await saveRules(service, rules);
  await addCrossingRule();
  const load = seriesOf(rules).map(({ metric, tags }) => encoder.head({ metric, tags }));
  const crossing = Array.from({ length: CROSSINGS }, (_, host) =>
    encoder.head({ metric: 'crossing', tags: { host: `h${host}` } }),
  );
  const send = async (samples: readonly { head: (typeof load)[number]; value: number }[]): Promise<void> => {
    for (const { head, value } of samples) encoder.add(head, Date.now(), value);
    const body = new Uint8Array(encoder.finish());
    const headers = { ...encoder.headers, ...service.headers };
    const { ok, status } = await fetch(`${service.url}/api/v1/write`, { method: 'POST', headers, body });
    if (!ok) throw new Error(`samples were answered with ${status}`);
  };
  await send([...load, ...crossing].map((head) => ({ head, value: 20 })));
  const timer = setInterval(() => void send(load.map((head) => ({ head, value: 20 }))), REPORT_MS);
  await sleep(WARM_UP_MS);
  const sentAt: number[] = [];
  for (const head of crossing) {
    await sleep(DISTANCE_MS * 2 * Math.random());
    sentAt.push(performance.now());
    await send([{ head, value: 95 }]);
  }
  await sleep(ASKED_MS + 10_000);
  clearInterval(timer);
  report(sentAt);
} finally {
  await service.stop();
  receiver.close();
  rmSync(directory, { recursive: true, force: true });
}

/** Fires at once, for each host by itself. */
async function addCrossingRule(): Promise<void> {
  const rule = {
    name: 'Crossing',
    metric_name: 'crossing',
    aggregation: 'max',
    group_by: ['host'],
    condition: 'gt',
    threshold: 80,
    severity: 'critical',
    notification_channels: ['webhook'],
  };
  const headers = { ...service.headers, 'content-type': 'application/json' };
  const answer = await fetch(`${service.url}/api/v1/monitoring/alert-rules`, {
    method: 'POST',
    headers,
    body: JSON.stringify(rule),
  });
  if (!answer.ok) throw new Error(`the rule was answered with ${answer.status}: ${await answer.text()}`);
}

function report(sentAt: readonly number[]): void {
  const took = sentAt.flatMap((at, host) => {
    const arrivedAt = arrivals.get(`h${host}`);
    return arrivedAt === undefined ? [] : [arrivedAt - at];
  });
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.ceil(share * took.length) - 1]!.toFixed(0);
  const worst = took.at(-1)!;
  const isMet = worst <= ASKED_MS && took.length === sentAt.length;
  console.log(
    `${RULES} rules, a turn every ${INTERVAL_MS / 1000} s: ${took.length} of ${sentAt.length} crossings arrived, half within ${at(0.5)} ms, ` +
      `95 % within ${at(0.95)} ms, all within ${worst.toFixed(0)} ms   asked: at most ${ASKED_MS} ms   ${isMet ? 'met' : 'MISSED'}`,
  );
}
