import { startService, type TestService } from '../support/service.js';

const HOUR_MS = 3_600_000;
const NOW = Date.now();
const hoursAgo = (hours: number) => new Date(NOW - hours * HOUR_MS).toISOString();

describe('statistics of security events', () => {
  let service: TestService;
  const get = (path: string) => service.request('GET', `/security/${path}`, { as: 'viewer' });

  beforeAll(async () => {
    service = await startService({ env: { ENABLE_SECURITY_WATCH: 'false' } });
    const of = (hours: number, event: object) => ({ timestamp: hoursAgo(hours), ...event });
    const guess = { event_type: 'authentication_failure', ip_address: '198.51.100.7', service: 'students' };
    await service.request('POST', '/security/events', {
      as: 'ingest',
      body: [
        of(1.5, { ...guess, user_id: 'ada', user_agent: 'curl/8', additional_data: { count: 100 } }),
        of(1.4, { ...guess, user_id: 'ben', severity: 'critical', endpoint: '/login' }),
        of(2.5, { ...guess, event_type: 'sql_injection', service: 'grades', severity: 'error' }),
        of(3.5, { event_type: 'sql_injection', ip_address: '2001:0db8::1', severity: 'error', event_id: 'wrong' }),
        ...['many', -5, 1e300, { a: 1 }, null].map((count, i) =>
          of(1.1, { event_type: 'odd', ip_address: `192.0.2.${i + 1}`, additional_data: { count } }),
        ),
        of(30, { event_type: 'old', ip_address: '203.0.113.9' }),
      ],
    });
    await service.request('POST', '/security/events/wrong/false-positive', { body: {} });
  });
  afterAll(() => service?.stop());

  it('counts over time by severity, and by severity, type and service, of the last day', async () => {
    const { status, body } = await get('statistics');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      total: 9,
      by_severity: { info: 0, warning: 6, error: 2, critical: 1 },
      by_event_type: [
        { event_type: 'odd', count: 5 },
        { event_type: 'authentication_failure', count: 2 },
        { event_type: 'sql_injection', count: 2 },
      ],
      by_service: [
        { service: 'unknown_service', count: 6 },
        { service: 'students', count: 2 },
        { service: 'grades', count: 1 },
      ],
      step_seconds: 900,
    });
    expect(Date.parse(body.end_time) - Date.parse(body.start_time)).toBe(24 * HOUR_MS);
    expect(body.steps).toHaveLength(96);
  });

  it('has every step of a range, each event in its own', async () => {
    const { body } = await get(`statistics?start_time=${hoursAgo(4)}&end_time=${hoursAgo(1)}&step=3600`);
    expect(body.total).toBe(9);
    expect(body.steps).toEqual([
      { timestamp: hoursAgo(4), by_severity: { info: 0, warning: 0, error: 1, critical: 0 } },
      { timestamp: hoursAgo(3), by_severity: { info: 0, warning: 0, error: 1, critical: 0 } },
      { timestamp: hoursAgo(2), by_severity: { info: 0, warning: 6, error: 0, critical: 1 } },
    ]);
  });

  it('takes the conditions of the list', async () => {
    expect((await get('statistics?false_positive=false&min_severity=error')).body.total).toBe(2);
    expect((await get('statistics?event_type=odd,old&start_time=0&step=31536000')).body.total).toBe(6);
    expect((await get('statistics?event_type=odd,old&start_time=0&end_time=999999999999999')).body.total).toBe(6);
  });

  it('adds up offenders by address, counting an event as often as it says, without false positives', async () => {
    const { body } = await get('offenders?by=ip_address');
    expect(body.items.map(({ value, count }: { value: string; count: number }) => [value, count])).toEqual([
      ['192.0.2.3', 1_000_000_000],
      ['198.51.100.7', 102],
      ['192.0.2.1', 1],
      ['192.0.2.2', 1],
      ['192.0.2.4', 1],
      ['192.0.2.5', 1],
    ]);
    expect(body.items[1]).toEqual({
      value: '198.51.100.7',
      count: 102,
      events: 3,
      by_severity: { info: 0, warning: 1, error: 1, critical: 1 },
      first_seen: hoursAgo(2.5),
      last_seen: hoursAgo(1.4),
      event_types: ['authentication_failure', 'sql_injection'],
      services: ['students', 'grades'],
    });
  });

  it.each([
    [
      'user_id',
      [
        ['ada', 100],
        ['ben', 1],
      ],
    ],
    ['endpoint', [['/login', 1]]],
    ['user_agent', [['curl/8', 100]]],
    ['ip_address&limit=1', [['192.0.2.3', 1_000_000_000]]],
    ['ip_address&false_positive=true', [['2001:db8::1', 1]]],
    [`ip_address&start_time=${hoursAgo(40)}&end_time=${hoursAgo(20)}`, [['203.0.113.9', 1]]],
    ['ip_address&service=none', []],
  ])('adds up offenders by %s', async (by, expected) => {
    const { body } = await get(`offenders?by=${by}`);
    expect(body.items.map(({ value, count }: { value: string; count: number }) => [value, count])).toEqual(expected);
  });

  it.each([
    ['statistics?step=0', 'step'],
    ['statistics?step=1', 'step'],
    ['statistics?step=x', 'step'],
    ['statistics?start_time=yesterday', 'start_time'],
    [`statistics?start_time=${hoursAgo(1)}&end_time=${hoursAgo(2)}`, 'start_time'],
    ['offenders', 'by'],
    ['offenders?by=event_id', 'by'],
    ['offenders?by=ip_address&limit=101', 'limit'],
    ['offenders?by=ip_address&false_positive=perhaps', 'false_positive'],
    ['statistics?event_type=a&event_type=%00', 'event_type'],
  ])('refuses %s', async (path, fault) => {
    const answer = await get(path);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].path).toBe(fault);
  });
});
