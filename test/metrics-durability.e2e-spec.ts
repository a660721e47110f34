import { startService, type TestService } from './support/service.js';

const BATCH = 50;

/** What becomes of metrics under faults is tested in chaos/. */
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

  /** Nothing recorded is nothing exported. */
  async function exported(line: string): Promise<number> {
    const { body } = await service.request('GET', '/export/prometheus', { as: null });
    return Number(
      (body as string)
        .split('\n')
        .find((one) => one.startsWith(`${line} `))
        ?.split(' ')[1] ?? 0,
    );
  }

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

  it('lets the last written of one moment stand', async () => {
    // Rows of the inbox are numbered: a hundred of them pass from two digits to three.
    const unmoved = await startService({ env: { METRIC_COMPACTION_SECONDS: '3600', LOG_LEVEL: 'warn' } });
    try {
      const timestamp = Date.now() - 1000;
      for (let value = 1; value <= 100; value++) {
        const body = { metric_name: 'overwritten', metric_type: 'gauge', value, timestamp };
        expect((await unmoved.request('POST', '/metrics', { body })).status).toBe(201);
      }
      const { body } = await unmoved.request('GET', '/metrics?metric_name=overwritten&aggregation=last');
      expect(body.items[0].points[0].value).toBe(100);
    } finally {
      await unmoved.stop();
    }
  }, 60_000);

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
      const total = await exported('moving_total');
      expect(total).toBeGreaterThanOrEqual(counted);
      expect(total).toBeLessThanOrEqual(sent);
    }
    stopping = true;
    await Promise.all(senders);
    const [chunks] = await service.query<{ count: number }>('select count(*)::int as count from metric_chunks');
    expect(chunks!.count).toBeGreaterThan(0);
  }, 120_000);
});
