import { randomBytes } from 'node:crypto';
import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

/** A W3C trace id that no share below all has. */
const dull = () => `${randomBytes(9).toString('hex')}00000000000000`;
const span = (trace_id: string, span_id: string, more: object = {}) => ({
  trace_id,
  span_id,
  operation_name: 'GET /students',
  service_name: 'students',
  kind: 'server',
  start_time: Date.now() - 1000,
  duration_ms: 10,
  ...more,
});

describe('trace sampling', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({
      env: {
        TRACE_SAMPLE_RATE: '0.5',
        TRACE_SLOW_MS: '500',
        TRACE_QUIET_SECONDS: '1',
        TRACE_KEEP_RULES: '[{"service": "billing", "min_duration_ms": 5}]',
      },
    });
  });
  afterAll(() => service?.stop());

  const post = async (...spans: object[]) =>
    expect(await service.request('POST', '/traces', { as: 'ingest', body: spans })).toMatchObject({ status: 201 });
  const read = async (id: string) => (await service.request('GET', `/traces/${id}`, { as: 'viewer' })).body;
  const summary = async (id: string) => {
    const { body } = await service.request('GET', '/traces?limit=500', { as: 'viewer' });
    return body.items.find((trace: { trace_id: string }) => trace.trace_id === id);
  };
  /** Waits for the decision on some traces. @returns for each why it is kept, and how many of its spans are where they stay */
  const decisions = async (ids: string[]) => {
    await eventually(async () => {
      const decided = await service.query('select from traces where trace_id = any($1) and not pending', [ids]);
      expect(decided).toHaveLength(ids.length);
    });
    const rows = await service.query<{ trace_id: string; sampling: string | null; kept: number; recent: number }>(
      `select trace_id, sampling, (select count(*)::int from spans where spans.trace_id = traces.trace_id) as kept,
         (select count(*)::int from recent_spans where recent_spans.trace_id = traces.trace_id) as recent
       from traces where trace_id = any($1)`,
      [ids],
    );
    return ids.map((id) => rows.find((row) => row.trace_id === id)!);
  };

  it('keeps what failed, was slow, fits a rule or is of the sample, says why, and shows the rest while it is recent', async () => {
    const sampled = `${randomBytes(9).toString('hex')}ffffffffffffff`;
    const ids = { failed: dull(), slow: dull(), ruled: dull(), sampled, quick: dull(), ordinary: dull() };
    await post(
      span(ids.failed, 'root'),
      span(ids.failed, 'child', { parent_span_id: 'root', status: 'error' }),
      span(ids.slow, 'root', { duration_ms: 500 }),
      span(ids.ruled, 'root', { duration_ms: 6 }),
      span(ids.ruled, 'bill', { parent_span_id: 'root', service_name: 'billing', duration_ms: 5 }),
      span(ids.quick, 'root', { duration_ms: 4, service_name: 'billing' }),
      span(ids.sampled, 'root'),
      span(ids.ordinary, 'root'),
    );
    expect((await decisions(Object.values(ids))).map(({ sampling, kept, recent }) => [sampling, kept, recent])).toEqual(
      [
        ['error', 2, 0],
        ['slow', 1, 0],
        ['rule', 2, 0],
        ['probability', 1, 0],
        [null, 0, 1],
        [null, 0, 1],
      ],
    );
    expect(await summary(ids.slow)).toMatchObject({ sampling: 'slow' });
    expect(await summary(ids.ordinary)).toMatchObject({ sampling: null, span_count: 1 });
    expect(await read(ids.ordinary)).toMatchObject({ span_count: 1, spans: [{ span_id: 'root' }] });
  });

  it('keeps late spans of a kept trace, brings back one that fails late, and counts a retry after that once', async () => {
    const [kept, passed] = [dull(), dull()];
    const first = span(kept, 'root', { status: 'error' });
    await post(first, span(passed, 'root'));
    expect((await decisions([kept, passed])).map(({ sampling }) => sampling)).toEqual(['error', null]);
    const late = span(kept, 'late', { parent_span_id: 'root' });
    await post(late, first, span(passed, 'late', { parent_span_id: 'root', status: 'error' }));
    expect(await decisions([kept, passed])).toEqual([
      { trace_id: kept, sampling: 'error', kept: 2, recent: 0 },
      { trace_id: passed, sampling: 'error', kept: 2, recent: 0 },
    ]);
    await post(late, first);
    expect(await summary(kept)).toMatchObject({ span_count: 2, error_count: 1 });
    expect(await read(kept)).toMatchObject({ span_count: 2 });
  });

  it('notes what attributes kept traces have, those of late spans too', async () => {
    const [kept, passed, crowded] = [dull(), dull(), dull()];
    const failed = { status: 'error', tags: { tenant: 'a:1', retries: '3' } };
    const ten = (nth: number) =>
      Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`key-${i}`, `${nth * 10 + i}`]));
    await post(
      span(kept, 'root', failed),
      span(passed, 'root', { tags: { tenant: 'a:1' } }),
      ...Array.from({ length: 201 }, (_, i) => span(crowded, `s${i}`, { status: 'error', tags: ten(i) })),
    );
    await decisions([kept, passed, crowded]);
    const noted = async (id: string, ...attributes: string[]) => {
      const [row] = await service.query<{ count: number | null; all: boolean }>(
        `select cardinality(attribute_hashes) as count, attribute_hashes @> array(select hashtext(a) from unnest($2::text[]) as a) as all
         from traces where trace_id = $1`,
        [id, attributes],
      );
      return row;
    };
    expect(await noted(kept, 'tenant:a:1', 'retries:3')).toEqual({ count: 2, all: true });
    expect(await noted(passed)).toEqual({ count: null, all: null });
    expect(await noted(crowded)).toEqual({ count: null, all: null });
    await post(span(kept, 'late', { parent_span_id: 'root', tags: { tenant: 'b' } }));
    await decisions([kept]);
    expect(await noted(kept, 'tenant:a:1', 'retries:3', 'tenant:b')).toEqual({ count: 3, all: true });
    for (const attribute of ['tenant:b', 'retries:3']) {
      const { body } = await service.request('GET', `/traces?attribute=${attribute}`, { as: 'viewer' });
      expect(body.items.map(({ trace_id }: { trace_id: string }) => trace_id)).toEqual([kept]);
    }
  });

  it('waits for open spans, and finishes one that was kept open', async () => {
    const id = dull();
    const { duration_ms: _, ...open } = span(id, 'root');
    const old = { ...open, start_time: Date.now() - 4 * 3_600_000 };
    await post({ ...open, trace_id: `${id}-new` }, old);
    expect(await decisions([id])).toEqual([{ trace_id: id, sampling: 'unfinished', kept: 1, recent: 0 }]);
    expect(await service.query('select pending from traces where trace_id = $1', [`${id}-new`])).toEqual([
      { pending: true },
    ]);
    await post({ ...old, duration_ms: 20 });
    expect(await decisions([id])).toEqual([{ trace_id: id, sampling: 'unfinished', kept: 1, recent: 0 }]);
    expect((await read(id)).spans).toMatchObject([{ span_id: 'root', duration_ms: 20 }]);
    expect(await summary(id)).toMatchObject({ span_count: 1, open_span_count: 0 });
  });

  it('records how long spans and calls took as metrics, each once, whatever is kept', async () => {
    const [id, operation_name] = [dull(), 'POST /payments'];
    const root = span(id, 'root', { operation_name, service_name: 'web', duration_ms: 100 });
    const call = { parent_span_id: 'root', operation_name };
    const spans = [
      root,
      span(id, 'pay', { ...call, service_name: 'payments', duration_ms: 50 }),
      span(id, 'store', {
        ...call,
        parent_span_id: 'pay',
        service_name: 'payments',
        kind: 'client',
        tags: { 'db.system.name': 'postgresql' },
      }),
    ];
    await post(...spans, root);
    await post(...spans);
    await decisions([id]);
    const count = async (metric_name: string, group_by: string) => {
      const url = `/metrics?metric_name=${metric_name}&aggregation=count&group_by=${group_by}`;
      const { body } = await service.request('GET', url, { as: 'viewer' });
      const groups: { tags: object; points: { value: number }[] }[] = body.items;
      return Object.fromEntries(groups.map(({ tags, points }) => [Object.values(tags).join(' '), points[0]!.value]));
    };
    await eventually(async () => {
      expect(await count('span_duration_ms', 'kind,operation,service')).toMatchObject({
        'server POST /payments web': 1,
        'server POST /payments payments': 1,
        'client POST /payments payments': 1,
      });
    });
    await eventually(async () => {
      expect(await count('service_call_duration_ms', 'client,server,server_kind')).toMatchObject({
        'web payments service': 1,
        'payments postgresql database': 1,
      });
    });
  });

  it('tells rate, errors and duration of operations and services, and who calls whom', async () => {
    const operation_name = 'GET /bills';
    const root = { operation_name, service_name: 'front' };
    const traces = Array.from({ length: 20 }, (_, i) => {
      const id = dull();
      const status = i < 5 ? 'error' : 'ok';
      return [
        span(id, 'root', { ...root, duration_ms: 100 }),
        span(id, 'bills', { parent_span_id: 'root', operation_name, service_name: 'bills', duration_ms: 40, status }),
      ];
    });
    await post(...traces.flat());
    const get = async (path: string) =>
      (await service.request('GET', `/traces/${path}`, { as: 'viewer' })).body.items as Record<string, unknown>[];
    const near = (ms: number) => ({ p50_ms: expect.closeTo(ms, -1), p95_ms: expect.closeTo(ms, -1) });
    const bills = { count: 20, error_ratio: 0.25, ...near(40) };
    await eventually(async () => {
      expect(await get('operations?service=bills&kind=server')).toMatchObject([
        { service: 'bills', operation: operation_name, kind: 'server', rate: 20 / 3600, ...bills },
      ]);
    });
    expect((await get('services')).filter((each) => ['front', 'bills'].includes(String(each.service)))).toMatchObject([
      { service: 'bills', ...bills },
      { service: 'front', count: 20, error_ratio: 0, ...near(100) },
    ]);
    await eventually(async () => {
      const calls = (await get('service-map')).filter(({ client }) => client === 'front');
      expect(calls).toMatchObject([{ client: 'front', server: 'bills', server_kind: 'service', ...bills }]);
    });
    expect(await get(`operations?end_time=${Date.now() - 86_400_000}`)).toEqual([]);
  });

  it('lets go of what was not kept by whole hours, and of nothing that waits for its decision', async () => {
    const hour = 3_600_000;
    const at = Math.floor(Date.now() / hour - 3) * hour;
    const [from, to] = [new Date(at).toISOString(), new Date(at + hour).toISOString()];
    const name = `recent_spans_y${from.slice(0, 13).replace('-', 'm').replace('-', 'd').replace('T', 'h')}`;
    const partitions = () => service.query('select from pg_class where relname = $1', [name]);
    await service.query(`create table ${name} partition of recent_spans for values from ('${from}') to ('${to}')`);
    const [gone, kept, older, waiting] = [dull(), dull(), dull(), dull()];
    const start_time = at + hour - 2000;
    await post(
      span(gone, 'root', { start_time }),
      span(kept, 'root', { start_time, status: 'error' }),
      span(older, 'root', { start_time: start_time - hour }),
    );
    await decisions([gone, kept, older]);
    await post(span(waiting, 'root', { start_time, status: 'error' }));
    await service.query(
      `update traces set last_arrived_at = now() + interval '1 hour', pending = true where trace_id = $1`,
      [waiting],
    );
    const clean = () => service.request('POST', '/cleanup', { body: {} });
    expect((await clean()).status).toBe(200);
    expect(await partitions()).toHaveLength(1);
    expect(await read(older)).toMatchObject({ status: 404 });
    await service.query('update traces set last_arrived_at = now() where trace_id = $1', [waiting]);
    await decisions([waiting]);
    expect((await clean()).status).toBe(200);
    expect(await partitions()).toHaveLength(0);
    for (const id of [gone, older]) {
      expect(await read(id)).toMatchObject({ status: 404 });
      expect(await summary(id)).toBeUndefined();
    }
    for (const id of [kept, waiting]) expect(await read(id)).toMatchObject({ span_count: 1 });
  });
});
