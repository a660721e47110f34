import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const NOW = Date.now();
const at = (secondsAgo: number, micros = 0) =>
  `${new Date(Math.floor(NOW / 1000 - secondsAgo) * 1000).toISOString().slice(0, 19)}.${String(micros).padStart(6, '0')}Z`;
const span = (trace_id: string, span_id: string, more: object = {}) => ({
  trace_id,
  span_id,
  operation_name: 'process_student_data',
  service_name: 'student_service',
  start_time: at(60),
  duration_ms: 10,
  ...more,
});

describe('traces', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ env: { TRACE_QUIET_SECONDS: '1' } });
  });
  afterAll(() => service?.stop());

  const post = (body: unknown) => service.request('POST', '/traces', { as: 'ingest', body });
  const finish = (traceId: string, body: unknown = {}) =>
    service.request('POST', `/traces/${traceId}/finish`, { as: 'ingest', body });
  const read = (traceId: string) => service.request('GET', `/traces/${traceId}`, { as: 'viewer' });
  const list = async (query: string) => (await service.request('GET', `/traces?${query}`, { as: 'viewer' })).body;

  it('keeps a trace of several services and shows it as a tree, to the microsecond', async () => {
    const start = at(60);
    const seconds = start.slice(0, 20);
    await post([
      span('tree', 'db', {
        parent_span_id: 'bill',
        operation_name: 'select',
        service_name: 'billing',
        kind: 'client',
        start_time: `${seconds}010250Z`,
        end_time: `${seconds}014500Z`,
        duration_ms: null,
        status: 'error',
        status_message: 'timeout',
        tags: { table: 'fees' },
      }),
      span('tree', 'bill', {
        parent_span_id: 'root',
        service_name: 'billing',
        kind: 'server',
        start_time: `${seconds}010000Z`,
        duration_ms: 20,
      }),
    ]);
    await post(
      span('tree', 'root', {
        operation_name: 'POST /students',
        kind: 'server',
        start_time: start,
        duration_ms: 50,
        status: 'success',
      }),
    );
    await post(span('tree', 'stray', { parent_span_id: 'lost', start_time: `${seconds}045000Z`, duration_ms: 1 }));

    const { status, body } = await read('tree');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      trace_id: 'tree',
      started_at: `${seconds}000Z`,
      duration_ms: 50,
      span_count: 4,
      error_count: 1,
      services: ['billing', 'student_service'],
      truncated: false,
    });
    const outline = body.spans.map((s: Record<string, unknown>) => [
      s.span_id,
      s.depth,
      s.duration_ms,
      s.self_time_ms,
      s.missing_parent,
    ]);
    expect(outline).toEqual([
      ['root', 0, 50, 30, false],
      ['bill', 1, 20, 15.75, false],
      ['db', 2, 4.25, 4.25, false],
      ['stray', 0, 1, 1, true],
    ]);
    expect(body.spans[2]).toMatchObject({
      span_id: 'db',
      parent_span_id: 'bill',
      depth: 2,
      operation_name: 'select',
      service_name: 'billing',
      kind: 'client',
      started_at: `${seconds}010250Z`,
      duration_ms: 4.25,
      self_time_ms: 4.25,
      status: 'error',
      status_message: 'timeout',
      tags: { table: 'fees' },
      missing_parent: false,
    });
    const { items } = await list('service=billing');
    expect(items).toEqual([
      {
        trace_id: 'tree',
        root_operation: 'POST /students',
        root_service: 'student_service',
        started_at: `${seconds}000Z`,
        duration_ms: 50,
        span_count: 4,
        open_span_count: 0,
        error_count: 1,
        status: 'error',
        services: ['billing', 'student_service'],
        sampling: null,
      },
    ]);
  });

  it('takes a trace as the platform starts and finishes it, with ids of its own form', async () => {
    const { duration_ms: _, ...open } = span('custom_trace_123', 'span_456', { tags: { student_id: '123' } });
    expect(await post(open)).toMatchObject({ status: 201, body: { accepted: 1, id: 'custom_trace_123' } });
    expect((await read('custom_trace_123')).body.spans[0]).toMatchObject({
      duration_ms: null,
      self_time_ms: null,
      status: 'unset',
    });
    expect((await list('operation=process_student_data&service=student_service')).items[0]).toMatchObject({
      open_span_count: 1,
    });

    const ended = await finish('custom_trace_123', { end_time: at(58), status: 'success' });
    expect(ended).toMatchObject({ status: 200, body: { trace_id: 'custom_trace_123', finished: 1 } });
    expect((await read('custom_trace_123')).body).toMatchObject({
      duration_ms: 2000,
      spans: [{ duration_ms: 2000, status: 'ok' }],
    });
    expect((await finish('custom_trace_123', { status: 'error' })).body.finished).toBe(0);
    expect(
      (await list('service=student_service')).items.find(
        (item: { trace_id: string }) => item.trace_id === 'custom_trace_123',
      ),
    ).toMatchObject({
      duration_ms: 2000,
      open_span_count: 0,
      error_count: 0,
      status: 'ok',
    });
  });

  it('finishes an open span by the span itself, and lets nothing change a finished one', async () => {
    const { duration_ms: _, ...open } = span('later', 'a');
    await post(open);
    await post({ ...open, end_time: at(59), status: 'error', tags: { rows: '3' } });
    await post({ ...open, end_time: at(30), status: 'ok' });
    expect((await read('later')).body.spans).toMatchObject([
      { duration_ms: 1000, status: 'error', tags: { rows: '3' } },
    ]);
    const [summary] = await service.query(
      `select span_count, open_span_count, error_count from traces where trace_id = 'later'`,
    );
    expect(summary).toEqual({ span_count: 1, open_span_count: 0, error_count: 1 });
  });

  it('counts a retried span once, also in one request, at once, and with another start', async () => {
    const retried = span('retried', 'a');
    await post([retried, retried]);
    await Promise.all(Array.from({ length: 4 }, () => post([retried, span('retried', 'b')])));
    await post({ ...retried, start_time: at(61) });
    const [summary] = await service.query(`select span_count from traces where trace_id = 'retried'`);
    expect(summary).toEqual({ span_count: 2 });
    expect((await read('retried')).body.span_count).toBe(2);
  });

  it('keeps one summary of a trace that goes on past midnight', async () => {
    const midnight = Math.floor(Date.now() / 86_400_000) * 86_400_000;
    await post(span('midnight', 'a', { start_time: midnight - 2000, duration_ms: 1000 }));
    await post(span('midnight', 'b', { start_time: midnight - 1000, duration_ms: 3000, parent_span_id: 'a' }));
    await post(span('midnight', 'c', { start_time: midnight - 500, duration_ms: 100, parent_span_id: 'b' }));
    const rows = await service.query(`select span_count from traces where trace_id = 'midnight'`);
    expect(rows).toEqual([{ span_count: 3 }]);
    expect((await read('midnight')).body).toMatchObject({ duration_ms: 4000, span_count: 3 });
  });

  it('searches by status, duration, operation and time, page by page', async () => {
    await post(
      Array.from({ length: 20 }, (_, i) =>
        span(`search-${String(i).padStart(2, '0')}`, 'root', {
          operation_name: 'GET /search',
          duration_ms: i * 100,
          status: i % 5 === 0 ? 'error' : 'ok',
          start_time: at(300 - Math.floor(i / 10)),
        }),
      ),
    );
    const ids = async (query: string) =>
      (await list(`operation=GET%20/search&${query}`)).items.map((item: { trace_id: string }) => item.trace_id);
    expect(await ids('status=error')).toEqual(['search-15', 'search-10', 'search-05', 'search-00']);
    expect(await ids('min_duration_ms=1750')).toEqual(['search-19', 'search-18']);
    expect(await ids('max_duration_ms=100&status=ok')).toEqual(['search-01']);
    expect(await ids(`end_time=${Date.now() - 400_000}`)).toEqual([]);
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; page < 10 && cursor !== null; page++) {
      const body = await list(`operation=GET%20/search&limit=6${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map((item: { trace_id: string }) => item.trace_id));
      cursor = body.next_cursor;
    }
    expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => `search-${String(19 - i).padStart(2, '0')}`));
  });

  it.each([
    ['no ids', { operation_name: 'x', service_name: 'y', start_time: at(1) }, 'trace_id'],
    ['an empty id', span('', 'a'), 'trace_id'],
    ['a long id', span('x'.repeat(129), 'a'), 'trace_id'],
    ['an id with a line break', span('x\ny', 'a'), 'trace_id'],
    ['no start', { ...span('x', 'a'), start_time: undefined }, 'start_time'],
    ['a start that is none', span('x', 'a', { start_time: 'now' }), 'start_time'],
    ['a start long past', span('x', 'a', { start_time: '2001-01-01T00:00:00Z' }), 'start_time'],
    ['a start to come', span('x', 'a', { start_time: Date.now() + 3_600_000 }), 'start_time'],
    ['an end before the start', span('x', 'a', { end_time: at(70) }), 'end_time'],
    ['an end that is none', span('x', 'a', { end_time: '' }), 'end_time'],
    ['a duration below nothing', span('x', 'a', { duration_ms: -1 }), 'duration_ms'],
    ['a duration of ages', span('x', 'a', { duration_ms: 1e300 }), 'duration_ms'],
    ['an unknown kind', span('x', 'a', { kind: 'strange' }), 'kind'],
    ['an unknown status', span('x', 'a', { status: 'great' }), 'status'],
    ['tags that are no text', span('x', 'a', { tags: { n: 1 } }), 'tags.n'],
    ['an unknown field', span('x', 'a', { color: 'red' }), 'color'],
  ])('refuses a span with %s', async (_, body, path) => {
    const answer = await post(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([{ path, message: expect.any(String) }]);
  });

  it('keeps the good spans of a batch', async () => {
    const answer = await post([span('partly', 'a'), { trace_id: 'partly' }]);
    expect(answer).toMatchObject({
      status: 201,
      body: { accepted: 1, rejected: [{ index: 1, path: 'span_id', reason: 'is missing' }] },
    });
    expect((await read('partly')).body.span_count).toBe(1);
  });

  it('answers for a trace it does not know, and for an end it cannot take', async () => {
    expect((await read('unknown')).status).toBe(404);
    expect((await finish('unknown')).status).toBe(404);
    expect((await finish('tree', { end_time: 'soon' })).body.errors).toEqual([
      { path: 'end_time', message: expect.any(String) },
    ]);
    expect((await finish('tree', { end_time: '2001-01-01T00:00:00Z' })).status).toBe(422);
    expect((await finish('tree', { status: 'great' })).status).toBe(422);
    expect((await read('a%00b')).status).toBe(400);
    expect((await finish('a%00b')).status).toBe(400);
  });

  it('stores 10,000 spans of one request', async () => {
    const batch = Array.from({ length: 10_000 }, (_, i) =>
      span(`bulk-${i >> 3}`, `s${i & 7}`, { parent_span_id: i & 7 ? 's0' : null }),
    );
    expect((await post(batch)).body.accepted).toBe(10_000);
    expect((await read('bulk-77')).body.span_count).toBe(8);
  });

  it('offers the spans to SQL as request_traces', async () => {
    const [row] = await service.query(
      `select operation_name, extract(epoch from ended_at - started_at)::float as seconds from request_traces where trace_id = 'tree' and span_id = 'root'`,
    );
    expect(row).toEqual({ operation_name: 'POST /students', seconds: 0.05 });
  });

  it('refuses spans while tracing is switched off, and still shows those it has', async () => {
    await service.request('PATCH', '/config', { body: { enable_tracing: false } });
    for (const answer of [await post(span('off', 'a')), await finish('tree')]) {
      expect(answer).toMatchObject({
        status: 403,
        body: { title: 'Tracing is off', detail: expect.stringContaining('ENABLE_DISTRIBUTED_TRACING') },
      });
    }
    expect((await read('tree')).status).toBe(200);
    await service.request('PATCH', '/config', { body: { enable_tracing: true } });
    expect((await post(span('off', 'a'))).status).toBe(201);
  });

  it('lets spans and their traces go after their retention', async () => {
    const day = 86_400_000;
    await post([5, 60].map((days) => span(`aged-${days}`, 'a', { start_time: Date.now() - days * day })));
    await service.request('PATCH', '/config', { body: { log_retention_days: 30, sample_rate: 1 } });
    const kept = `select trace_id from spans where trace_id like 'aged-%'`;
    await eventually(async () => expect(await service.query(kept)).toHaveLength(2));
    expect((await service.request('POST', '/cleanup', { body: {} })).status).toBe(200);
    for (const table of ['spans', 'traces']) {
      const left = await service.query(`select trace_id from ${table} where trace_id like 'aged-%'`);
      expect({ table, left }).toEqual({ table, left: [{ trace_id: 'aged-5' }] });
    }
    expect((await read('aged-60')).status).toBe(404);
  });
});
