/**
 * An outage of the monitoring service under steady traffic, with a buffer in memory that does not hold it. The long form, ten minutes at
 * 100 requests a second: `npm run soak:client-outage`. OUTAGE_SECONDS (8), OUTAGE_RATE (400 requests a second).
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from './support/eventually.js';
import { freePort } from './support/free-port.js';
import { requestCounts } from './support/request-counts.js';
import { startService, type TestService } from './support/service.js';
import { SiblingService } from './support/sibling-service.js';

const SECONDS = Number(process.env.OUTAGE_SECONDS ?? 8);
const RATE = Number(process.env.OUTAGE_RATE ?? 400);
const LIMIT_MS = 180_000 + SECONDS * 2_000;
const TICK_MS = 50;

describe('the client with a spool', () => {
  let monitoring: TestService;
  let key: string;
  let directory: string;

  beforeAll(async () => {
    monitoring = await startService({ env: { PORT: String(await freePort()), TRACE_SAMPLE_RATE: '1' } });
    key = (await monitoring.request('POST', '/ingest-keys', { body: { name: 'billing' } })).body.key;
    directory = mkdtempSync(join(tmpdir(), 'client-spool-'));
  });
  afterAll(async () => {
    await monitoring?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const start = (service: string) =>
    SiblingService.start('billing', {
      endpoint: monitoring.url,
      key,
      env: {
        MONITORING_SERVICE: service,
        MONITORING_SPOOL_DIRECTORY: directory,
        MONITORING_MAX_BUFFER_BYTES: String(1024 * 1024),
        MONITORING_SHUTDOWN_TIMEOUT_SECONDS: '1',
        TRACE_SAMPLE_RATE: '1',
      },
    });
  const spooled = (service: string) =>
    readdirSync(join(directory, service), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    );
  const spanCount = async (service: string): Promise<number> => {
    const [found] = await monitoring.query<{ spans: number }>(
      `select count(*)::int as spans from
         (select span_id from recent_spans where service_name = $1 union all select span_id from spans where service_name = $1)`,
      [service],
    );
    return found!.spans;
  };

  /** So many requests a second; every tenth fails. */
  async function traffic(billing: SiblingService, seconds: number) {
    const sent = { ok: 0, failed: 0 };
    const ask = async (failing: boolean) => {
      await billing.request(`/accounts/${failing ? 13 : 11}`);
      sent[failing ? 'failed' : 'ok'] += 1;
    };
    const running: Promise<void>[] = [];
    const total = Math.round(seconds * RATE);
    const startedAt = performance.now();
    for (let asked = 0; asked < total; await sleep(TICK_MS)) {
      const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * RATE));
      for (; asked < due; asked++) running.push(ask(asked % 10 === 0));
    }
    await Promise.all(running);
    return sent;
  }

  it(
    'loses nothing of an outage and counts nothing twice, although it is itself started again meanwhile',
    async () => {
      const first = await start('spooling');
      await monitoring.kill();
      const one = await traffic(first, SECONDS * 0.75);
      await eventually(() => expect(spooled('spooling')).not.toEqual([]));
      await first.stop();
      expect(spooled('spooling').filter((name) => name.endsWith('.part'))).toEqual([]);
      const second = await start('spooling');
      const two = await traffic(second, SECONDS * 0.25);
      await monitoring.launch();
      const expected = { ok: one.ok + two.ok, failed: one.failed + two.failed };
      await eventually(
        async () => {
          expect(await requestCounts(monitoring, 'spooling')).toEqual({
            'GET /accounts/:studentId 200': expected.ok,
            'GET /accounts/:studentId 500': expected.failed,
          });
          const { body } = await monitoring.request('GET', '/errors?service=spooling');
          expect(body.statistics.total).toBe(expected.failed);
          expect(await spanCount('spooling')).toBe(expected.ok + expected.failed);
        },
        { timeoutMs: 60_000, everyMs: 500 },
      );
      await eventually(() => expect(spooled('spooling')).toEqual([]));
      await second.stop();
    },
    LIMIT_MS,
  );

  it(
    'keeps what is on disk when it is killed',
    async () => {
      const killed = await start('killed');
      await monitoring.kill();
      await traffic(killed, 8);
      await eventually(() => expect(spooled('killed')).not.toEqual([]));
      await killed.kill();
      const items = (signal: string) =>
        spooled('killed')
          .map((name) => /-(\d+)-(\w+)-[0-9a-f-]{36}\.v1\.json$/.exec(name)!)
          .reduce((sum, [, count, of]) => sum + (of === signal ? Number(count) : 0), 0);
      const spans = items('traces');
      expect(spans).toBeGreaterThan(1_000);
      await monitoring.launch();
      const next = await start('killed');
      await eventually(async () => expect(await spanCount('killed')).toBe(spans), { timeoutMs: 60_000, everyMs: 500 });
      await next.stop();
    },
    LIMIT_MS,
  );
});
