import { startService, type TestService } from '../support/service.js';

const NOW = Math.floor(Date.now() / 60_000) * 60_000;

describe('searching logs', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
    const levels = ['info', 'info', 'warn', 'error'];
    const body = Array.from({ length: 40 }, (_, i) => ({
      log_id: `line-${String(i).padStart(2, '0')}`,
      service: i % 4 === 3 ? 'other' : 'shop',
      level: levels[i % 4],
      message: `Payment ${i} took ${i}.5 s\nat line ${i}`,
      span_id: `span-${i}`,
      attributes: { payment: i, even: i % 2 === 0, kind: 'a:b' },
      timestamp: NOW - 40 * 60_000 + i * 60_000,
    }));
    await service.request('POST', '/logs', { as: 'ingest', body });
  });
  afterAll(() => service?.stop());

  const get = (path: string) => service.request('GET', `/logs${path}`, { as: 'viewer' });
  const ids = (items: { log_id: string }[]) => items.map(({ log_id }) => log_id);

  it.each([
    ['span_id=span-7', ['line-07']],
    ['attribute=payment:8', ['line-08']],
    ['attribute=even:true&attribute=kind:a:b&limit=2', ['line-38', 'line-36']],
    ['attribute=payment:8&attribute=even:false', []],
    ['attribute=nothing:1', []],
    ['exclude=even:true&exclude=payment:39&limit=2', ['line-37', 'line-35']],
    ['exclude=nothing:1&limit=1', ['line-39']],
  ])('lists %s', async (query, expected) => {
    expect(ids((await get(`?${query}`)).body.items)).toEqual(expected);
  });

  it.each([
    '?attribute=payment',
    '?exclude=payment',
    `?${'attribute=a:b&'.repeat(6)}`,
    '/counts?start_time=2026-01-02T00:00:00Z&end_time=2026-01-01T00:00:00Z',
    '/counts?step_seconds=1',
    '/counts?limit=5',
    '/patterns?limit=0',
    '/x/context?before=101',
  ])('refuses %s', async (path) => {
    expect((await get(path)).status).toBe(400);
  });

  it('shows the lines of its service around a record', async () => {
    const { body } = await get('/line-08/context?before=2&after=3');
    expect(ids(body.before)).toEqual(['line-05', 'line-06']);
    expect(body.record.log_id).toBe('line-08');
    expect(ids(body.after)).toEqual(['line-09', 'line-10', 'line-12']);
    const first = (await get('/line-00/context?after=0')).body;
    expect([first.before, first.after]).toEqual([[], []]);
    expect((await get('/nobody/context')).status).toBe(404);
  });

  it('counts over time by level', async () => {
    const start = NOW - 40 * 60_000;
    const { body } = await get(`/counts?start_time=${start}&end_time=${NOW}&step_seconds=1200`);
    const levels = { trace: 0, debug: 0, info: 10, warn: 5, error: 5, fatal: 0 };
    expect(body).toEqual({
      start_time: new Date(start).toISOString(),
      end_time: new Date(NOW).toISOString(),
      step_seconds: 1200,
      items: [
        { timestamp: new Date(start).toISOString(), levels },
        { timestamp: new Date(start + 1_200_000).toISOString(), levels },
      ],
    });
    const chosen = (await get('/counts?service=other&level=error&attribute=payment:3&search=payment')).body;
    expect(chosen.step_seconds).toBe(60);
    expect(chosen.items).toHaveLength(60);
    const total = chosen.items.reduce((sum: number, item: { levels: { error: number } }) => sum + item.levels.error, 0);
    expect(total).toBe(1);
  });

  it('groups what says the same', async () => {
    const { body } = await get('/patterns');
    expect(body).toEqual({
      looked_at: 40,
      complete: true,
      pattern_count: 1,
      items: [
        {
          pattern: 'Payment <n> took <n> s',
          count: 40,
          levels: { trace: 0, debug: 0, info: 20, warn: 10, error: 10, fatal: 0 },
          services: ['other', 'shop'],
          first_seen: new Date(NOW - 40 * 60_000).toISOString(),
          last_seen: new Date(NOW - 60_000).toISOString(),
          example_log_id: 'line-39',
        },
      ],
    });
  });

  it('finds words in whatever hour they were written, page by page', async () => {
    const body = Array.from({ length: 60 }, (_, i) => ({
      log_id: `tick-${String(i).padStart(2, '0')}`,
      service: 'clock',
      message: i % 2 ? `Tick:${i} "done"` : `done, tick ${i}.`,
      timestamp: NOW - 1 - i * 37 * 60_000,
    }));
    await service.request('POST', '/logs', { as: 'ingest', body });
    const found: string[] = [];
    let cursor = '';
    do {
      const page = (await get(`?search=tick&limit=7${cursor && `&cursor=${cursor}`}`)).body;
      found.push(...ids(page.items));
      cursor = page.next_cursor;
    } while (cursor);
    expect(found).toEqual(body.map(({ log_id }) => log_id));
    const [from, to] = [body[20]!.timestamp, body[10]!.timestamp];
    const range = `start_time=${from}&end_time=${to}`;
    expect(ids((await get(`?search=TIC&${range}`)).body.items)).toEqual(found.slice(11, 21));
    expect(ids((await get(`?search=${encodeURIComponent('tick 5')}`)).body.items)).toEqual([
      'tick-50',
      'tick-52',
      'tick-54',
      'tick-56',
      'tick-58',
    ]);
    expect(ids((await get(`?search=${encodeURIComponent('tick 5.')}`)).body.items)).toEqual([]);
    expect(ids((await get(`?search=${encodeURIComponent('53 "d')}`)).body.items)).toEqual(['tick-53']);
    expect((await get('?search=ick')).body.items).toEqual([]);
    const exported = (await get(`/export?search=tick&service=clock&${range}`)).body.trimEnd().split('\n');
    expect(exported.map((line: string) => JSON.parse(line).log_id)).toEqual(found.slice(11, 21).toReversed());
    const { items } = (await get(`/counts?search=done&${range}&step_seconds=86400`)).body;
    expect(items.map((item: { levels: { info: number } }) => item.levels.info)).toEqual([10]);
    expect((await get(`/patterns?search=done&${range}`)).body.looked_at).toBe(10);
  });

  it('exports everything that fits as lines of JSON, oldest first', async () => {
    const body = Array.from({ length: 1200 }, (_, i) => ({
      service: 'many',
      message: `m ${i}`,
      timestamp: NOW - 5000 + i,
    }));
    await service.request('POST', '/logs', { as: 'ingest', body });
    const answer = await get('/export?service=many');
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    const lines = answer.body
      .trimEnd()
      .split('\n')
      .map((line: string) => JSON.parse(line));
    expect(lines.map(({ message }: { message: string }) => message)).toEqual(body.map(({ message }) => message));
    expect((await get('/export?service=nobody')).body).toBe('');
  });
});
