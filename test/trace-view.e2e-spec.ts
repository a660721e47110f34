import { startService, type TestService } from './support/service.js';

const START = Date.now() - 60_000;
const iso = (ms: number) => new Date(START + ms).toISOString();
const span = (trace_id: string, span_id: string, parent_span_id: string | null, ms: number, more: object = {}) => ({
  trace_id,
  span_id,
  parent_span_id,
  operation_name: 'step',
  service_name: 'students',
  start_time: iso(ms),
  duration_ms: 10,
  ...more,
});

describe('a trace that is read', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  const post = (...spans: object[]) => service.request('POST', '/traces', { as: 'ingest', body: spans });
  const read = async (path: string) => (await service.request('GET', `/traces/${path}`, { as: 'viewer' })).body;

  it('has the clocks of its services corrected, and marked where they were', async () => {
    await post(
      span('skewed', 'call', null, 1000, { duration_ms: 100, kind: 'client' }),
      span('skewed', 'serve', 'call', -4000, { duration_ms: 60, kind: 'server', service_name: 'billing' }),
      span('skewed', 'query', 'serve', -3990, { duration_ms: 20, service_name: 'billing' }),
      span('skewed', 'mail', 'call', 9000, { duration_ms: 5, kind: 'consumer', service_name: 'mail' }),
    );
    const { spans, ...trace } = await read('skewed');
    expect(trace).toMatchObject({ started_at: iso(1000), duration_ms: 8005 });
    expect(spans).toMatchObject([
      { span_id: 'call', started_at: iso(1000), sent_started_at: null, clock_skew_ms: null },
      { span_id: 'serve', started_at: iso(1020), sent_started_at: iso(-4000), clock_skew_ms: 5020 },
      { span_id: 'query', started_at: iso(1030), sent_started_at: iso(-3990), clock_skew_ms: 5020 },
      { span_id: 'mail', started_at: iso(9000), sent_started_at: null, clock_skew_ms: null },
    ]);
  });

  it('tells what its root waited for', async () => {
    await post(
      span('waited', 'root', null, 0, { duration_ms: 100 }),
      span('waited', 'short', 'root', 10, { duration_ms: 20 }),
      span('waited', 'long', 'root', 10, { duration_ms: 80 }),
    );
    const { spans } = await read('waited');
    const path = Object.fromEntries(
      spans.map((each: Record<string, unknown>) => [each.span_id, [each.on_critical_path, each.critical_ms]]),
    );
    expect(path).toEqual({ root: [true, 20], long: [true, 80], short: [false, 0] });
  });

  it('has repeats described, and left out when that is wished', async () => {
    const queries = Array.from({ length: 8 }, (_, i) =>
      span('loop', `query${i}`, 'root', 10 + i * 11, {
        operation_name: 'SELECT',
        kind: 'client',
        tags: { 'db.query.text': `select * from fees where student_id = ${i}` },
      }),
    );
    const below = span('loop', 'below', 'query7', 88, { duration_ms: 1 });
    await post(span('loop', 'root', null, 0, { duration_ms: 120, kind: 'server' }), ...queries, below);
    const whole = await read('loop');
    expect(whole.folds).toEqual([
      {
        parent_span_id: 'root',
        operation_name: 'SELECT',
        call: 'select * from fees where student_id = ?',
        service_name: 'students',
        kind: 'client',
        count: 8,
        error_count: 0,
        total_ms: 80,
        max_ms: 10,
        first_span_id: 'query0',
        last_span_id: 'query7',
        likely_n_plus_one: true,
      },
    ]);
    expect(whole.spans.map(({ fold }: { fold: number | null }) => fold)).toEqual([null, ...Array(8).fill(0), null]);
    const folded = await read('loop?fold=true');
    expect(folded).toMatchObject({ span_count: 10, folds: whole.folds });
    expect(folded.spans).toEqual(whole.spans.slice(0, 4));
    expect((await service.request('GET', '/traces/loop?fold=perhaps')).status).toBe(400);
  });

  it('of 10,000 spans is one answer', async () => {
    await post(
      ...Array.from({ length: 10_000 }, (_, i) =>
        span('deep', `s${i}`, i ? `s${i - 1}` : null, i / 10, { duration_ms: 2000 }),
      ),
    );
    const trace = await read('deep');
    expect(trace).toMatchObject({ span_count: 10_000, truncated: false });
    expect(trace.spans.at(-1)).toMatchObject({ span_id: 's9999', depth: 9999 });
  });
});
