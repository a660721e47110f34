import { startService, type TestService } from '../support/service.js';

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describe('logs', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  const post = (body: unknown, headers = {}) => service.request('POST', '/logs', { as: 'ingest', body, headers });
  const list = async (query: string) => (await service.request('GET', `/logs?${query}`, { as: 'viewer' })).body;

  it('keeps every field of a record', async () => {
    const full = {
      log_id: 'full-1',
      level: 'warn',
      message: 'Payment 4711 took\n3.2 s',
      service: 'billing',
      logger: 'PaymentsController',
      host: 'billing-7d9f',
      environment: 'production',
      request_id: 'req-1',
      trace_id: 'trace-1',
      span_id: 'span-1',
      user_id: 'user123',
      attributes: { payment: 4711, nested: [1, { a: null }] },
      timestamp: minutesAgo(5),
    };
    expect(await post({ ...full, level: 'WARNING' })).toMatchObject({
      status: 201,
      body: { accepted: 1, id: 'full-1' },
    });
    for (const query of ['service=billing', 'trace_id=trace-1', 'request_id=req-1', 'search=PAYMENT%204711']) {
      expect((await list(query)).items).toEqual([{ ...full, event_name: null, resource_id: null }]);
    }
  });

  it('filters by level and time, page by page', async () => {
    const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];
    await post(
      Array.from({ length: 30 }, (_, i) => ({
        service: 'levels',
        level: levels[i % 6],
        message: `line ${i}`,
        timestamp: minutesAgo(10 + Math.floor(i / 10)),
      })),
    );
    for (const [level, count] of [
      ['trace', 30],
      ['warn', 15],
      ['error', 10],
      ['fatal', 5],
    ] as const) {
      expect((await list(`service=levels&level=${level}`)).items).toHaveLength(count);
    }
    expect((await list(`service=levels&start_time=${minutesAgo(11.5)}`)).items).toHaveLength(20);
    const seen = new Set<string>();
    let cursor: string | null = '';
    for (let page = 0; page < 10 && cursor !== null; page++) {
      const body = await list(`service=levels&limit=7${cursor && `&cursor=${cursor}`}`);
      for (const { message } of body.items) seen.add(message);
      cursor = body.next_cursor;
    }
    expect(seen.size).toBe(30);
  });

  it('counts a retried record once', async () => {
    for (let i = 0; i < 2; i++) await post({ service: 'retries', message: 'once', log_id: 'r-1' });
    for (let i = 0; i < 2; i++) await post([{ service: 'retries', message: 'by batch' }], { 'x-batch-id': 'b-1' });
    expect((await list('service=retries')).items).toHaveLength(2);
  });

  it('keeps the good records of a batch and names the bad ones', async () => {
    const answer = await post([
      { message: 'good', service: 'mixed' },
      { message: 7 },
      { message: 'x', level: 'loud' },
      { message: 'x', colour: 1 },
    ]);
    expect(answer.body).toEqual({
      accepted: 1,
      rejected: [
        { index: 1, path: 'message', reason: 'must be string' },
        { index: 2, path: 'level', reason: 'must be one of trace, debug, info, warn, error, fatal' },
        { index: 3, path: 'colour', reason: 'is not a known field' },
      ],
    });
    expect((await post([])).status).toBe(400);
    expect((await post({ message: 'x', timestamp: '2001-01-01T00:00:00Z' })).status).toBe(422);
  });

  it('stores 10,000 records of one request, and lets them go after their retention', async () => {
    const batch = Array.from({ length: 10_000 }, (_, i) => ({
      service: 'bulk',
      message: `line ${i}`,
      timestamp: Date.now() - 60 * 86_400_000,
    }));
    expect((await post(batch)).body.accepted).toBe(10_000);
    expect((await list('service=bulk&search=line%209999')).items).toHaveLength(1);
    await service.request('PATCH', '/config', { body: { log_retention_days: 30 } });
    expect((await service.request('POST', '/cleanup', { body: {} })).status).toBe(200);
    expect((await list('service=bulk')).items).toHaveLength(0);
  });
});
