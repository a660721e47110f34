import { startService, type TestService } from './support/service.js';

const EVENT = {
  event_type: 'suspicious_login',
  severity: 'warning',
  description: 'Multiple failed login attempts from same IP',
  ip_address: '192.168.1.100',
  user_id: 'user123',
  additional_data: { attempt_count: 5 },
};
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describe('security events', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  const post = (body: unknown, headers = {}) =>
    service.request('POST', '/security/events', { as: 'ingest', body, headers });
  const list = async (query = '') => (await service.request('GET', `/security/events${query}`, { as: 'viewer' })).body;

  it('keeps every field of an event', async () => {
    const full = {
      ...EVENT,
      event_id: 'full-1',
      service: 'students',
      request_id: 'req-1',
      trace_id: 'trace-1',
      endpoint: '/login',
      user_agent: 'curl/8.5.0',
      timestamp: minutesAgo(5),
    };
    expect(await post(full)).toMatchObject({ status: 201, body: { accepted: 1, id: 'full-1' } });
    expect((await list('?service=students')).items).toEqual([
      { ...full, false_positive_at: null, false_positive_by: null },
    ]);
  });

  it('gives each by its id, the newest if there are several, and says so when there is none', async () => {
    const timestamps = [minutesAgo(3 * 24 * 60), minutesAgo(1), minutesAgo(10)];
    await post(timestamps.map((timestamp) => ({ ...EVENT, event_id: 'by/id:1', timestamp })));
    const read = (id: string, as: 'viewer' | 'ingest' = 'viewer') =>
      service.request('GET', `/security/events/${encodeURIComponent(id)}`, { as });
    const { status, body } = await read('by/id:1');
    expect({ status, body }).toMatchObject({ status: 200, body: { event_id: 'by/id:1', timestamp: timestamps[1] } });
    expect((await list('?event_type=suspicious_login')).items).toContainEqual(body);
    expect((await read('none')).body).toMatchObject({
      status: 404,
      detail: 'There is no security event of the id none, or it has expired.',
    });
    expect((await read('by/id:1', 'ingest')).status).toBe(403);
  });

  it('takes the least there is', async () => {
    const { body } = await post({ event_type: 'least', description: null });
    expect((await list('?event_type=least')).items).toMatchObject([
      { event_id: body.id, severity: 'warning', service: 'unknown_service', ip_address: null },
    ]);
  });

  it('filters by type, severity, address, user and time, page by page', async () => {
    await post(
      Array.from({ length: 20 }, (_, i) => ({
        event_type: i % 2 ? 'sql_injection' : 'xss',
        severity: i % 4 ? 'error' : 'critical',
        ip_address: i % 5 ? '10.0.0.1' : '2001:db8::1',
        user_id: `user-${i % 3}`,
        event_id: `f-${String(i).padStart(2, '0')}`,
        timestamp: minutesAgo(100 + (i >> 3)),
      })),
    );
    const count = async (query: string) => (await list(`?${query}`)).items.length;
    expect(await count('event_type=xss')).toBe(10);
    expect(await count('severity=critical')).toBe(5);
    expect(await count('ip_address=2001:0db8:0::1')).toBe(4);
    expect(await count('user_id=user-0&event_type=sql_injection')).toBe(3);
    expect(await count(`event_type=xss&start_time=${minutesAgo(101.5)}`)).toBe(8);
    expect(await count('event_type=xss,sql_injection')).toBe(20);
    expect(await count('event_type=xss&event_type=none')).toBe(10);
    expect(await count('min_severity=error&event_type=xss')).toBe(10);
    expect(await count('min_severity=critical')).toBe(5);
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; page < 10 && cursor !== null; page++) {
      const body = await list(`?ip_address=10.0.0.1&limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map((item: { event_id: string }) => item.event_id));
      cursor = body.next_cursor;
    }
    expect(seen).toHaveLength(16);
    expect(new Set(seen).size).toBe(16);
  });

  it('filters by request, trace, endpoint and user agent', async () => {
    const at = { request_id: 'req-9', trace_id: 'trace-9', endpoint: '/nine', user_agent: '語'.repeat(200) };
    await post(Object.entries(at).map(([field, value]) => ({ event_type: field, [field]: value })));
    // As long as it may be.
    const longest = { event_type: 'longest', user_agent: '語'.repeat(1024) };
    expect(await post(longest)).toMatchObject({ status: 201, body: { rejected: [] } });
    for (const [field, value] of Object.entries(at)) {
      expect((await list(`?${field}=${value}`)).items).toMatchObject([{ event_type: field }]);
    }
  });

  it('counts a retried event once, by its id or its batch', async () => {
    const event = { ...EVENT, event_type: 'retried', event_id: 'r-1' };
    await Promise.all(Array.from({ length: 4 }, () => post(event)));
    const timed = { ...event, event_id: 'r-2', timestamp: minutesAgo(1) };
    for (let i = 0; i < 2; i++) await post([timed, timed]);
    const batch = [{ event_type: 'retried' }, { event_type: 'retried' }];
    for (let i = 0; i < 2; i++) await post(batch, { 'x-batch-id': 'b-1' });
    const ids = (await list('?event_type=retried')).items.map((item: { event_id: string }) => item.event_id);
    expect(ids.sort()).toEqual(['b-1:0', 'b-1:1', 'r-1', 'r-2']);
  });

  it('keeps the good items of a batch', async () => {
    const answer = await post([{ event_type: 'partly' }, { event_type: 'partly', ip_address: '300.1.1.1' }]);
    expect(answer.body).toEqual({
      accepted: 1,
      rejected: [{ index: 1, path: 'ip_address', reason: 'must be an IPv4 or IPv6 address' }],
    });
  });

  it.each([
    ['no type', { severity: 'error' }, 'event_type'],
    ['an address with a zone', { ...EVENT, ip_address: 'fe80::1%eth0' }, 'ip_address'],
    ['an unknown severity', { ...EVENT, severity: 'dire' }, 'severity'],
    ['a type of two lines', { ...EVENT, event_type: 'a\nb' }, 'event_type'],
    ['a long user agent', { ...EVENT, user_agent: 'x'.repeat(1025) }, 'user_agent'],
    ['much additional data', { ...EVENT, additional_data: { big: 'x'.repeat(70_000) } }, 'additional_data'],
    ['a time that is none', { ...EVENT, timestamp: true }, 'timestamp'],
    ['a time long past', { ...EVENT, timestamp: 0 }, 'timestamp'],
    ['an unknown field', { ...EVENT, colour: 'red' }, 'colour'],
  ])('refuses an event with %s', async (_, body, path) => {
    const answer = await post(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([{ path, message: expect.any(String) }]);
  });

  it('stores 10,000 events of one request and offers them to SQL as security_events', async () => {
    const batch = Array.from({ length: 10_000 }, (_, i) => ({ ...EVENT, event_type: 'bulk', user_id: `u${i}` }));
    expect((await post(batch)).body.accepted).toBe(10_000);
    const [row] = await service.query(
      `select count(*)::int, count(distinct user_id)::int as users from security_events where event_type = 'bulk'`,
    );
    expect(row).toEqual({ count: 10_000, users: 10_000 });
  });

  it.each([
    '?ip_address=7',
    '?severity=dire',
    '?min_severity=dire',
    '?false_positive=no',
    '?limit=x',
    '?cursor=WzEsMl0',
    '?colour=red',
  ])('refuses the query %s', async (query) => {
    const answer = await service.request('GET', `/security/events${query}`, { as: 'viewer' });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].path).toBe(query.slice(1).split('=')[0]);
  });

  it('lets events go after their retention', async () => {
    await post([5, 60].map((days) => ({ event_type: 'aged', user_id: `${days}`, timestamp: minutesAgo(days * 1440) })));
    await service.request('PATCH', '/config', { body: { log_retention_days: 30 } });
    expect((await service.request('POST', '/cleanup', { body: {} })).status).toBe(200);
    expect((await list('?event_type=aged')).items).toMatchObject([{ user_id: '5' }]);
  });
});
