import { startService, type TestService } from '../support/service.js';

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describe('export of security events', () => {
  let service: TestService;
  const get = (query = '') => service.request('GET', `/security/events/export${query}`, { as: 'viewer' });
  const lines = async (query: string) =>
    (await get(query)).body
      .trim()
      .split('\n')
      .map((line: string) => JSON.parse(line));

  beforeAll(async () => {
    service = await startService();
    await service.request('POST', '/security/events', {
      as: 'ingest',
      body: [
        ...Array.from({ length: 1200 }, (_, i) => ({
          event_id: `bulk-${String(i).padStart(4, '0')}`,
          event_type: 'bulk',
          timestamp: minutesAgo(60 - (i >> 6)),
        })),
        {
          event_id: 'full',
          event_type: 'authentication_failure',
          severity: 'critical',
          description: '=cmd|\' /C calc\'!A0, "quoted"',
          ip_address: '198.51.100.7',
          user_id: '@SUM(A1)',
          service: 'students',
          user_agent: '-2+3',
          additional_data: { count: 5 },
          timestamp: minutesAgo(5),
        },
      ],
    });
  });
  afterAll(() => service?.stop());

  it('has every event once, oldest first, whatever pages it takes, as the list has them', async () => {
    const answer = await get();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="security-events.ndjson"');
    const events = await lines('?format=ndjson');
    expect(events).toHaveLength(1201);
    const order = events.map(({ timestamp, event_id }: Record<string, string>) => `${timestamp} ${event_id}`);
    expect(order).toEqual(order.toSorted());
    const { items } = (await service.request('GET', '/security/events?limit=1', { as: 'viewer' })).body;
    expect(events.at(-1)).toEqual(items[0]);
  });

  it('takes the conditions of the list', async () => {
    expect(await lines('?event_type=bulk')).toHaveLength(1200);
    expect(await lines('?min_severity=critical')).toMatchObject([{ event_id: 'full' }]);
    expect((await get('?event_type=none')).body).toBe('');
  });

  it('speaks OCSF', async () => {
    const answer = await get('?format=ocsf&event_type=authentication_failure');
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect(JSON.parse(answer.body)).toMatchObject({
      class_uid: 3002,
      type_uid: 300201,
      severity_id: 5,
      src_endpoint: { ip: '198.51.100.7' },
      metadata: { uid: 'full', product: { version: expect.stringMatching(/^\d+\./) } },
    });
    const findings = await lines('?format=ocsf&event_type=bulk');
    expect(findings).toHaveLength(1200);
    expect(findings[0]).toMatchObject({ class_uid: 2004, finding_info: { uid: 'bulk-0000' } });
  });

  it('makes a table in which nothing is a formula', async () => {
    const answer = await get('?format=csv&user_id=%40SUM(A1)');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [header, row, end] = answer.body.split('\r\n');
    expect(header).toMatch(/^event_id,timestamp,event_type,severity,description,ip_address,/);
    expect(row).toContain(
      `,"'=cmd|' /C calc'!A0, ""quoted""",198.51.100.7,'@SUM(A1),students,,,,'-2+3,"{""count"":5}",`,
    );
    expect(end).toBe('');
    expect((await get('?format=csv&event_type=none')).body).toBe(`${header}\r\n`);
  });

  it.each(['?format=xml', '?cursor=x', '?limit=5', '?min_severity=dire', '?end_time=never'])(
    'refuses %s',
    async (query) => {
      const answer = await get(query);
      expect(answer.status).toBe(400);
      expect(answer.body.errors[0].path).toBe(query.slice(1).split('=')[0]);
    },
  );

  it('is not for those who send data', async () => {
    expect((await service.request('GET', '/security/events/export', { as: 'ingest' })).status).toBe(403);
  });
});
