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

  it('of more spans comes in pages that read as one', async () => {
    // A root with 99 steps, then 119 groups below it, each with 99 steps.
    const many = Array.from({ length: 12_000 }, (_, i) => {
      const group = i - (i % 100);
      const parent = i === 0 ? null : i === group ? 's0' : `s${group}`;
      return span('pages', `s${i}`, parent, i / 10, {
        operation_name: i === group ? 'group' : 'step',
        tags: { i: `${i}` },
      });
    });
    await post(...many.slice(0, 6000));
    await post(...many.slice(6000));
    const first = await read('pages');
    expect(first).toMatchObject({ span_count: 12_000, truncated: false, next_cursor: expect.any(String) });
    expect(first.spans).toHaveLength(10_000);
    const second = await read(`pages?cursor=${first.next_cursor}`);
    expect(second).toMatchObject({ span_count: 12_000, started_at: first.started_at, next_cursor: null });
    const shown = [...first.spans, ...second.spans];
    expect(shown.map(({ span_id }: { span_id: string }) => span_id)).toEqual(many.map(({ span_id }) => span_id));
    expect(shown.map(({ depth }: { depth: number }) => depth)).toEqual(
      many.map((_, i) => (i === 0 ? 0 : i % 100 === 0 || i < 100 ? 1 : 2)),
    );
    expect(shown.map(({ tags }: { tags: { i: string } }) => tags.i)).toEqual(many.map((_, i) => `${i}`));

    const small = await read(`pages?limit=5000&cursor=${first.next_cursor}`);
    expect(small.spans).toEqual(second.spans);
    const foldsOn = ({ spans }: { spans: { fold: number | null }[] }) => [...new Set(spans.map(({ fold }) => fold))];
    const page = await read('pages?limit=150');
    expect(foldsOn(page)).toEqual([null, 0, 1, 2]);
    expect(page.folds).toMatchObject([
      { parent_span_id: 's0', count: 99, first_span_id: 's1' },
      { parent_span_id: 's0', count: 119, first_span_id: 's100' },
      { parent_span_id: 's100', count: 99, first_span_id: 's101' },
    ]);
    const next = await read(`pages?limit=40&cursor=${page.next_cursor}`);
    expect(next.spans[0]).toMatchObject({ span_id: 's150', fold: 0 });
    expect(next.folds).toEqual([page.folds[2]]);
  });

  it('ends a page early when its spans are large', async () => {
    const tags = Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`tag${i}`, 'x'.repeat(1024)]));
    for (let part = 0; part < 6; part++) {
      const spans = Array.from({ length: 100 }, (_, i) =>
        span('large', `s${part * 100 + i}`, null, part * 100 + i, { tags }),
      );
      await post(...spans);
    }
    const first = await read('large');
    expect(first.spans.length).toBeGreaterThan(400);
    expect(first.spans.length).toBeLessThan(600);
    const second = await read(`large?cursor=${first.next_cursor}`);
    expect([...first.spans, ...second.spans].map(({ span_id }: { span_id: string }) => span_id)).toEqual(
      Array.from({ length: 600 }, (_, i) => `s${i}`),
    );
    expect(second.next_cursor).toBeNull();
  });

  it('tells of its errors and log records', async () => {
    await post(span('told', 'root', null, 0), span('told', 'call', 'root', 2));
    const of = (span_id: string) => ({ trace_id: 'told', span_id, service: 'students', timestamp: iso(5) });
    await service.request('POST', '/errors', {
      as: 'ingest',
      body: [
        { error_id: 'of-told', error_type: 'TimeoutError', error_message: 'too late', ...of('call') },
        { error_id: 'of-root', error_type: 'BadGateway', error_message: 'no answer', ...of('root'), timestamp: iso(6) },
      ],
    });
    await service.request('POST', '/logs', {
      as: 'ingest',
      body: [
        { message: 'begins', ...of('root') },
        { message: 'retries', level: 'warn', ...of('call') },
        { message: 'gives up', level: 'error', ...of('call') },
        { message: 'elsewhere', ...of('root'), trace_id: 'other' },
      ],
    });
    const { errors, logs } = await read('told');
    expect(errors).toEqual({
      count: 2,
      items: [
        {
          error_id: 'of-told',
          group_id: expect.any(String),
          error_type: 'TimeoutError',
          service: 'students',
          span_id: 'call',
          timestamp: iso(5),
          caused_by: null,
        },
        expect.objectContaining({ error_id: 'of-root', caused_by: 'of-told' }),
      ],
    });
    expect(logs).toEqual({ count: 3, levels: { trace: 0, debug: 0, info: 1, warn: 1, error: 1, fatal: 0 } });
    expect(await read('skewed')).toMatchObject({ errors: { count: 0, items: [] }, logs: { count: 0 } });
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=10001', 'limit'],
    ['cursor=x', 'cursor'],
    [`cursor=${Buffer.from('[1,"nobody"]').toString('base64url')}`, 'cursor'],
  ])('is not shown for %s', async (query, path) => {
    await post(span('asked', 'root', null, 0));
    const { status, body } = await service.request('GET', `/traces/asked?${query}`, { as: 'viewer' });
    expect({ status, paths: body.errors.map((error: { path: string }) => error.path) }).toEqual({
      status: 400,
      paths: [path],
    });
  });
});
