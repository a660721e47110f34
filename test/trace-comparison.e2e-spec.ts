import { startService, type TestService } from './support/service.js';

const MINUTE = 60_000;
const NOW = Date.now();

/** Traces of an operation that takes so long itself, and makes so many queries of 10 ms one after another. */
function traces(operation: string, count: number, startAt: number, own: number, queries: number): object[] {
  return Array.from({ length: count }, (_, i) => {
    const base = { trace_id: `${operation}-${startAt}-${i}`, service_name: 'students' };
    const at = startAt + i * 100;
    const root = {
      ...base,
      span_id: 'root',
      operation_name: operation,
      kind: 'server',
      start_time: at,
      duration_ms: own + queries * 10,
      status: i % 4 === 0 ? 'error' : 'ok',
    };
    const calls = Array.from({ length: queries }, (__, q) => ({
      ...base,
      span_id: `query${q}`,
      parent_span_id: 'root',
      operation_name: 'SELECT',
      kind: 'client',
      start_time: at + own + q * 10,
      duration_ms: 10,
    }));
    return [root, ...calls];
  }).flat();
}

describe('comparing traces', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
    await service.request('POST', '/traces', {
      as: 'ingest',
      body: [
        ...traces('GET /fast', 20, NOW - 10 * MINUTE, 5, 1),
        ...traces('GET /slow', 20, NOW - 10 * MINUTE, 8, 6),
        ...traces('GET /slow', 20, NOW - 100 * MINUTE, 8, 2),
      ],
    });
    await service.request('POST', '/traces', { as: 'ingest', body: traces('GET /many', 300, NOW - 10 * MINUTE, 5, 1) });
  });
  afterAll(() => service?.stop());

  const compare = (query: Record<string, string | number>) =>
    service.request(
      'GET',
      `/traces/compare?${new URLSearchParams({ service: 'students', ...query } as Record<string, string>)}`,
      {
        as: 'viewer',
      },
    );

  it('tells where two operations spend their time', async () => {
    const { status, body } = await compare({ operation: 'GET /fast', with_operation: 'GET /slow' });
    expect(status).toBe(200);
    expect(body.base).toMatchObject({
      operation: 'GET /fast',
      traces: 20,
      complete: true,
      error_ratio: 0.25,
      p50_ms: 15,
      p95_ms: 15,
      sampled_traces: 20,
      sampled_spans: 40,
      sampled_mean_ms: 15,
    });
    expect(body.compared).toMatchObject({ operation: 'GET /slow', traces: 20, p50_ms: 68, sampled_spans: 140 });
    expect(body.items).toMatchObject([
      {
        service: 'students',
        operation: 'SELECT',
        kind: 'client',
        base: { count_per_trace: 1, self_ms: 10, critical_ms: 10 },
        compared: { count_per_trace: 6, self_ms: 60, self_p95_ms: 60, critical_ms: 60 },
        self_difference_ms: 50,
        critical_difference_ms: 50,
      },
      { operation: 'GET /slow', base: { count_per_trace: 0 }, compared: { self_ms: 8 }, critical_difference_ms: 8 },
      { operation: 'GET /fast', base: { self_ms: 5 }, compared: { count_per_trace: 0 }, critical_difference_ms: -5 },
    ]);
    const difference = body.items.reduce(
      (sum: number, item: Record<string, number>) => sum + item.critical_difference_ms!,
      0,
    );
    expect(difference).toBeCloseTo(body.compared.sampled_mean_ms - body.base.sampled_mean_ms);
    expect(body.left_out).toBe(0);
  });

  it('tells what changed between two ranges, the other as long as the first', async () => {
    const range = { start_time: NOW - 20 * MINUTE, end_time: NOW };
    const { body } = await compare({ operation: 'GET /slow', ...range, with_start_time: NOW - 110 * MINUTE });
    expect(body.compared).toMatchObject({
      start_time: new Date(NOW - 110 * MINUTE).toISOString(),
      end_time: new Date(NOW - 90 * MINUTE).toISOString(),
      traces: 20,
      p50_ms: 28,
    });
    expect(body.items[0]).toMatchObject({ operation: 'SELECT', critical_difference_ms: -40 });
    const ended = await compare({ operation: 'GET /slow', ...range, with_end_time: NOW - 90 * MINUTE });
    expect(ended.body).toEqual(body);
  });

  it('draws some of many traces, the same ones every time', async () => {
    const ask = async () => (await compare({ operation: 'GET /many', with_operation: 'GET /none' })).body;
    const body = await ask();
    expect(body.base).toMatchObject({ traces: 300, sampled_traces: 200, sampled_spans: 400 });
    expect(body.compared).toMatchObject({
      traces: 0,
      complete: true,
      error_ratio: 0,
      p50_ms: null,
      p95_ms: null,
      sampled_traces: 0,
      sampled_mean_ms: null,
    });
    expect((await ask()).items).toEqual(body.items);
  });

  it.each<[string, Record<string, string | number>, string]>([
    ['no operation', { with_operation: 'x' }, 'operation'],
    ['nothing to compare with', { operation: 'x' }, 'with_operation'],
    ['a range that is none', { operation: 'x', with_operation: 'y', start_time: NOW, end_time: NOW }, 'start_time'],
    ['another range that is none', { operation: 'x', with_start_time: NOW, with_end_time: NOW - 1 }, 'with_start_time'],
    ['a time that is none', { operation: 'x', with_start_time: 'soon' }, 'with_start_time'],
  ])('refuses %s', async (_, query, path) => {
    const { status, body } = await compare(query);
    expect({ status, paths: body.errors.map((error: { path: string }) => error.path) }).toEqual({
      status: 400,
      paths: [path],
    });
  });
});
