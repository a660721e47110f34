import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { startService, type TestService } from '../support/service.js';
import { killPostgres, POSTGRES_KILLS } from './kill-postgres.js';
import { limitOf, ROUNDS, report } from './rounds.js';
import { SPANS_PER_TRACE, TraceSenders } from './trace-senders.js';

/** Traces that must be acknowledged after a kill before the next one. */
const TRACES = 40;

interface Victim {
  readonly ownDatabase: boolean;
  readonly kill: (service: TestService, round: number) => Promise<void>;
}

const SERVICE: Victim = {
  ownDatabase: true,
  async kill(service) {
    await service.kill();
    await service.launch();
  },
};
/** The service goes on, and starts it again. */
const POSTGRES: Victim = {
  ownDatabase: false,
  async kill(service, round) {
    killPostgres(service, POSTGRES_KILLS[round % POSTGRES_KILLS.length]!);
  },
};

describe.each([
  ['the service', SERVICE],
  ['PostgreSQL', POSTGRES],
])('trace sampling under kill -9 of %s', (name, { ownDatabase, kill }) => {
  let service: TestService;
  let senders: TraceSenders;

  beforeAll(async () => {
    service = await startService({
      ownDatabase,
      env: { TRACE_SAMPLE_RATE: '0', TRACE_QUIET_SECONDS: '1', LOG_LEVEL: 'warn', DATABASE_POOL_SIZE: '6' },
    });
  });
  afterAll(async () => {
    senders?.abort();
    await service?.stop();
  });

  it(
    `keeps and counts every acknowledged span once, in ${ROUNDS} kills while traces are written and decided`,
    async () => {
      senders = new TraceSenders(service);
      for (let round = 0; round < ROUNDS; round++) {
        await sleep(1500 + randomInt(1500));
        const { length } = senders.acknowledged;
        await kill(service, round);
        await eventually(() => expect(senders.acknowledged.length).toBeGreaterThan(length + TRACES), {
          timeoutMs: 60_000,
        });
      }
      await senders.stop();
      const ids = senders.acknowledged;
      await eventually(
        async () => expect(await service.query('select trace_id from traces where pending limit 1')).toEqual([]),
        { timeoutMs: 60_000 },
      );
      const spans = ids.length * SPANS_PER_TRACE;
      expect(senders.repeated).toBeGreaterThan(0);
      const count = async (sql: string) => (await service.query<{ count: number }>(`select ${sql}`, [ids]))[0]!.count;
      expect(await count('count(*)::int as count from spans where trace_id = any($1)')).toBe(spans);
      expect(await count('count(distinct (trace_id, span_id))::int as count from spans where trace_id = any($1)')).toBe(
        spans,
      );
      expect(await count('count(*)::int as count from recent_spans where trace_id = any($1)')).toBe(0);
      expect(await count('sum(span_count)::int as count from traces where trace_id = any($1)')).toBe(spans);
      await eventually(async () => {
        const { body } = await service.request(
          'GET',
          '/metrics?metric_name=span_duration_ms&aggregation=count&tags=operation=chaos',
        );
        expect(body.items[0].points[0].value).toBe(spans);
      });
      report(
        `${ROUNDS} times kill -9 of ${name}: ${spans} spans acknowledged, all found once; ${senders.repeated} requests sent again`,
      );
    },
    limitOf(ROUNDS),
  );
});
