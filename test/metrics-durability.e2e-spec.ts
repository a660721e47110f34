import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const SENDERS = 8;
const BATCH = 50;

describe('metric durability', () => {
  let service: TestService;

  beforeEach(async () => {
    service = await startService({ env: { METRIC_COMPACTION_SECONDS: '1', LOG_LEVEL: 'warn' } });
  });
  afterEach(() => service?.stop());

  async function aggregate(aggregation: string, metric: string): Promise<number> {
    const { status, body } = await service.request('GET', `/metrics?metric_name=${metric}&aggregation=${aggregation}`);
    expect(status).toBe(200);
    return body.items[0]?.points[0].value ?? 0;
  }

  async function exported(line: string): Promise<number> {
    const { body } = await service.request('GET', '/export/prometheus', { as: null });
    return Number(
      (body as string)
        .split('\n')
        .find((one) => one.startsWith(`${line} `))
        ?.split(' ')[1],
    );
  }

  async function inboxIsEmpty() {
    await eventually(async () => {
      const [row] = await service.query<{ count: number }>('select count(*)::int as count from metric_inbox');
      expect(row!.count).toBe(0);
    });
  }

  /** Sends a batch until it is acknowledged, whatever becomes of the service meanwhile. */
  async function deliver(batchId: string, body: object[]): Promise<void> {
    for (let attempt = 0; attempt < 1000; attempt++) {
      const status = await service
        .request('POST', '/metrics', { as: 'ingest', body, headers: { 'x-batch-id': batchId } })
        .then((answer) => answer.status)
        .catch(() => 0);
      if (status === 201) return;
      await sleep(20);
    }
    throw new Error(`${batchId} was never acknowledged`);
  }

  it('has every acknowledged sample exactly once after kill -9 in the middle of ingest and compaction', async () => {
    let stopping = false;
    let delivered = 0;
    const sender = async (id: number) => {
      for (let n = 0; !stopping; n++) {
        const items = Array.from({ length: BATCH }, (_, i) => ({
          metric_name: i % 2 ? 'survives.counter' : 'survives.histogram',
          metric_type: i % 2 ? 'counter' : 'histogram',
          value: i + 1,
          tags: { sender: String(id) },
        }));
        await deliver(`${id}-${n}`, items);
        delivered++;
      }
    };
    const senders = Array.from({ length: SENDERS }, (_, id) => sender(id));
    for (let round = 0; round < 3; round++) {
      const before = delivered;
      await eventually(() => expect(delivered).toBeGreaterThan(before + 60), { timeoutMs: 60_000 });
      await sleep(round * 400); // at different moments of the compaction's second
      await service.kill();
      await service.launch();
    }
    stopping = true;
    await Promise.all(senders);
    expect(delivered).toBeGreaterThan(180);

    const expected = {
      count: (delivered * BATCH) / 2,
      counter: delivered * Array.from({ length: BATCH / 2 }, (_, i) => 2 * i + 2).reduce((a, b) => a + b),
      histogram: delivered * Array.from({ length: BATCH / 2 }, (_, i) => 2 * i + 1).reduce((a, b) => a + b),
    };
    const check = async () => {
      expect(await aggregate('count', 'survives.counter')).toBe(expected.count);
      expect(await aggregate('sum', 'survives.counter')).toBe(expected.counter);
      expect(await aggregate('count', 'survives.histogram')).toBe(expected.count);
      expect(await aggregate('sum', 'survives.histogram')).toBe(expected.histogram);
      const totals = await Promise.all(
        Array.from({ length: SENDERS }, (_, id) => exported(`survives_counter{sender="${id}"}`)),
      );
      expect(totals.reduce((a, b) => a + b)).toBe(expected.counter);
    };
    await check();
    await inboxIsEmpty();
    await check();
  }, 300_000);

  it('shows on one replica at once what another has acknowledged, and counts a batch sent to both once', async () => {
    const other = await startService({ env: { DATABASE_URL: service.databaseUrl, METRIC_COMPACTION_SECONDS: '1' } });
    try {
      const replicas = [service, other];
      const item = (n: number) => ({
        metric_name: 'replicated',
        metric_type: 'counter',
        value: n,
        tags: { n: String(n % 5) },
      });
      let expected = 0;
      for (let n = 1; n <= 60; n++) {
        const headers = { 'x-batch-id': `both-${n}` };
        const body = [item(n), item(n + 1)];
        const answers = await Promise.all(replicas.map((one) => one.request('POST', '/metrics', { body, headers })));
        for (const answer of answers) expect(answer.status).toBe(201);
        expected += 2 * n + 1;
        for (const one of replicas) {
          const { body: answer } = await one.request('GET', '/metrics?metric_name=replicated&aggregation=sum');
          expect(answer.items[0].points[0].value).toBe(expected);
        }
      }
    } finally {
      await other.stop();
    }
  }, 120_000);

  it('neither loses nor doubles a sample for a query while they move to chunks', async () => {
    let sent = 0;
    let acknowledged = 0;
    let stopping = false;
    const item = { metric_name: 'moving', metric_type: 'counter', value: 1 };
    const sender = async () => {
      while (!stopping) {
        sent += BATCH;
        const { status } = await service.request('POST', '/metrics', {
          body: Array.from({ length: BATCH }, () => item),
        });
        expect(status).toBe(201);
        acknowledged += BATCH;
      }
    };
    const senders = Array.from({ length: 4 }, sender);
    const until = Date.now() + 5000;
    while (Date.now() < until) {
      const atLeast = acknowledged;
      const counted = await aggregate('sum', 'moving');
      expect(counted).toBeGreaterThanOrEqual(atLeast);
      expect(counted).toBeLessThanOrEqual(sent);
      const total = await exported('moving');
      expect(total).toBeGreaterThanOrEqual(counted);
      expect(total).toBeLessThanOrEqual(sent);
    }
    stopping = true;
    await Promise.all(senders);
    const [chunks] = await service.query<{ count: number }>('select count(*)::int as count from metric_chunks');
    expect(chunks!.count).toBeGreaterThan(0);
  }, 120_000);
});
