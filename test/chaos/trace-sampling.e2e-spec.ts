import { randomBytes, randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { startService, type TestService } from '../support/service.js';
import { limitOf, ROUNDS } from './rounds.js';

const SENDERS = 3;
const TRACES_AT_A_TIME = 20;
const SPANS_PER_TRACE = 3;

/** Sends traces as fast as they are answered, the spans of each in two requests, and again until they are acknowledged. */
class TraceSenders {
  /** Ids of the traces of which every span was acknowledged. */
  readonly acknowledged: string[] = [];
  repeated = 0;
  private stopping = false;
  private readonly running: Promise<void>[];

  constructor(private readonly service: TestService) {
    this.running = Array.from({ length: SENDERS }, () => this.run());
  }

  /** Resolves when all that was begun is acknowledged. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.running);
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const ids = Array.from({ length: TRACES_AT_A_TIME }, () => randomBytes(16).toString('hex'));
      await this.deliver(ids.flatMap((id) => [span(id, 'root'), span(id, 'child', { parent_span_id: 'root' })]));
      await this.deliver(ids.map((id) => span(id, 'failed', { parent_span_id: 'root', status: 'error' })));
      this.acknowledged.push(...ids);
    }
  }

  private async deliver(body: object[]): Promise<void> {
    for (;;) {
      const answer = await this.service.request('POST', '/traces', { as: 'ingest', body }).catch(() => undefined);
      if (answer?.status === 201) return;
      if (answer && answer.status !== 503) throw new Error(`answered with ${answer.status}`);
      this.repeated++;
      await sleep(50);
    }
  }
}

function span(trace_id: string, span_id: string, more: object = {}): object {
  const start_time = Date.now() - 1000;
  return { trace_id, span_id, operation_name: 'chaos', service_name: 'chaos', start_time, duration_ms: 10, ...more };
}

describe('trace sampling under kill -9', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({
      env: { TRACE_SAMPLE_RATE: '0', TRACE_QUIET_SECONDS: '1', LOG_LEVEL: 'warn', DATABASE_POOL_SIZE: '6' },
    });
  });
  afterAll(() => service?.stop());

  it(
    `keeps and counts every acknowledged span once, in ${ROUNDS} kills while traces are written and decided`,
    async () => {
      const senders = new TraceSenders(service);
      for (let round = 0; round < ROUNDS; round++) {
        await sleep(1500 + randomInt(1500));
        await service.kill();
        await service.launch();
      }
      await senders.stop();
      const ids = senders.acknowledged;
      await eventually(
        async () => expect(await service.query('select trace_id from traces where pending limit 1')).toEqual([]),
        { timeoutMs: 60_000 },
      );
      const spans = ids.length * SPANS_PER_TRACE;
      expect(ids.length).toBeGreaterThan(ROUNDS * TRACES_AT_A_TIME);
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
    },
    limitOf(ROUNDS),
  );
});
