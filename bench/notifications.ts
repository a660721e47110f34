/**
 * How many notifications a second reach a webhook on this machine, from the outbox to the stored answer, against a bare loop of fetch
 * calls with as many under way that sends the same bodies to the same receiver, in turns in the same run.
 *
 * BENCH_NOTIFICATIONS (3000), BENCH_ROUNDS (3).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import jwt from 'jsonwebtoken';
import pg from 'pg';
import { EmbeddedPostgres } from '../src/database/embedded/embedded-postgres.js';
import { median, startService } from './process.js';

const COUNT = Number(process.env.BENCH_NOTIFICATIONS ?? 3000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
/** As many messages as the service has under way to one channel. */
const CONCURRENCY = 32;
const SECRET = 'a-secret-of-more-than-32-bytes-for-the-benchmark';
const ASKED = 500;

let received = 0;
const receiver = createServer((request, response) => {
  request.resume().on('end', () => {
    received++;
    response.writeHead(204).end();
  });
});
await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;

const directory = mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
const dataDir = join(directory, 'data');
const service = await startService({
  DATA_DIR: dataDir,
  JWT_SECRET: SECRET,
  ALERT_WEBHOOK_URL: url,
  COLLECTOR_INTERVAL_SECONDS: '3600',
  LOG_LEVEL: 'warn',
});
const database = new pg.Pool({ connectionString: EmbeddedPostgres.findRunning(join(dataDir, 'postgres'))!, max: 2 });
const rates: { service: number[]; loop: number[] } = { service: [], loop: [] };
try {
  const body = JSON.stringify(await sample());
  for (let round = 0; round <= ROUNDS; round++) {
    const [loop, delivered] = [await rateOf(() => sendByLoop(body)), await rateOf(sendByService)];
    // The first round only warms up.
    if (round > 0) {
      rates.loop.push(loop);
      rates.service.push(delivered);
    }
  }
} finally {
  await database.end();
  await service.stop();
  receiver.close();
  rmSync(directory, { recursive: true, force: true });
}
const [delivered, loop] = [median(rates.service), median(rates.loop)];
console.log(`${COUNT} notifications, ${CONCURRENCY} under way, medians of ${ROUNDS} rounds`);
console.log(`a bare loop of fetch calls   ${loop.toFixed(0).padStart(7)} a second`);
console.log(
  `notifications delivered      ${delivered.toFixed(0).padStart(7)} a second   ${(delivered / loop).toFixed(2)} ×   asked: ${ASKED} a second   ` +
    `${delivered >= ASKED ? 'met' : 'MISSED'}`,
);

/** One real notification, as the service writes it. */
async function sample(): Promise<object> {
  const token = jwt.sign({ role: 'admin' }, SECRET, { subject: 'bench', expiresIn: 3600 });
  const answer = await fetch(`${service.url}/api/v1/monitoring/alerts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Measured',
      severity: 'warning',
      tags: { service: 'billing' },
      notification_channels: ['webhook'],
    }),
  });
  if (answer.status !== 201) throw new Error(await answer.text());
  await untilReceived(1);
  const { rows } = await database.query<{ message: object }>('select message from notifications');
  return rows[0]!.message;
}

/** Fills the outbox with notifications about as many alerts, and waits until each is stored as delivered. */
async function sendByService(): Promise<void> {
  await database.query(
    `insert into notifications (notification_id, alert_id, event, channel, status, message, next_attempt_at, created_at)
     select id, gen_random_uuid(), event, channel, 'pending', message || jsonb_build_object('notification_id', id), now(), now()
     from (select gen_random_uuid() as id, event, channel, message from (select * from notifications order by sequence limit 1) first,
       generate_series(1, $1)) made`,
    [COUNT],
  );
  await untilReceived(COUNT);
  for (;;) {
    const { rows } = await database.query("select from notifications where status = 'pending' limit 1");
    if (rows.length === 0) return;
    await sleep(5);
  }
}

async function sendByLoop(body: string): Promise<void> {
  let left = COUNT;
  const worker = async () => {
    while (left-- > 0) {
      const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}

async function rateOf(work: () => Promise<void>): Promise<number> {
  received = 0;
  const startedAt = performance.now();
  await work();
  return COUNT / ((performance.now() - startedAt) / 1000);
}

async function untilReceived(count: number): Promise<void> {
  while (received < count) await sleep(5);
}
