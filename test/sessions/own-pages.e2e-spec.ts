import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { startService, type TestService } from '../support/service.js';
import { JWT_SECRET, tokenOf } from '../support/session-tokens.js';
import { Visitor } from '../support/visitor.js';

describe('the cookie of a session is for the own pages alone: it', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({
      env: { TRUSTED_PROXIES: '127.0.0.1', JWT_SECRET, COLLECTOR_INTERVAL_SECONDS: '1' },
    });
  });
  afterAll(() => service?.stop());

  it('has a cookie that scripts and other sites do not get, and by TLS nobody on the way', async () => {
    const plain = new Visitor(service);
    await plain.signIn(tokenOf('admin'));
    expect(plain.lastSet).toEqual([
      {
        name: 'monitoring_session',
        value: expect.any(String),
        attributes: [expect.stringMatching(/^max-age=\d+$/), 'path=/', 'httponly', 'samesite=strict'],
      },
    ]);
    const byTls = new Visitor(service, { 'x-forwarded-proto': 'https' });
    await byTls.signIn(tokenOf('admin'));
    expect(byTls.lastSet).toEqual([
      {
        name: '__Host-monitoring_session',
        value: expect.any(String),
        attributes: [expect.stringMatching(/^max-age=\d+$/), 'path=/', 'httponly', 'secure', 'samesite=strict'],
      },
    ]);
    expect((await byTls.request('GET', '/alerts')).status).toBe(200);
    const tossed = { cookie: `monitoring_session=${byTls.sessionCookie}` };
    expect((await byTls.request('GET', '/alerts', undefined, tossed)).status).toBe(401);
  });

  it('changes things only with its own CSRF token, and refusals are recorded', async () => {
    const visitor = new Visitor(service, { 'x-forwarded-for': '203.0.113.77' });
    await visitor.signIn(tokenOf('admin'));
    const other = new Visitor(service);
    await other.signIn(tokenOf('admin'));
    const make = (headers: Record<string, string>) => visitor.request('POST', '/ingest-keys', { name: 'k' }, headers);
    const without = await make({});
    expect(without.status).toBe(403);
    expect(without.body.detail).toMatch(/X-CSRF-Token/);
    for (const token of ['', 'x', 'x'.repeat(43), other.csrfToken!, 'ü'.repeat(43)]) {
      expect((await make({ 'x-csrf-token': encodeURI(token) })).status).toBe(403);
    }
    expect((await make({ 'x-csrf-token': visitor.csrfToken! })).status).toBe(201);
    const trail = await visitor.request('GET', '/audit?action=ingest_key.created&limit=1');
    expect(trail.body.items[0]).toMatchObject({ actor: 'test-admin' });
    await eventually(async () => {
      const rows = await service.query(
        `select sum((additional_data->>'count')::int)::int as count from security_event_records
         where ip_address = '203.0.113.77' and event_type = 'access_denied'`,
      );
      expect(rows).toEqual([{ count: 6 }]);
    });
  });

  it.each<[string, number]>([
    ['same-origin', 201],
    ['none', 201],
    ['same-site', 403],
    ['cross-site', 403],
  ])('asked for by a page that is %s: %i', async (site, status) => {
    const visitor = new Visitor(service);
    await visitor.signIn(tokenOf('admin'));
    const headers = { 'sec-fetch-site': site, 'x-csrf-token': visitor.csrfToken! };
    expect((await visitor.request('POST', '/ingest-keys', { name: 'k' }, headers)).status).toBe(status);
    expect((await visitor.request('GET', '/alerts', undefined, headers)).status).toBe(status === 201 ? 200 : 403);
  });

  it('is kept to TLS wherever people are told to come by it', async () => {
    const told = await startService({
      env: { JWT_SECRET, PORT: String(await freePort()), PUBLIC_URL: 'https://monitoring.example.org' },
    });
    try {
      const visitor = new Visitor(told);
      await visitor.signIn(tokenOf('admin'));
      expect(visitor.lastSet[0]!.attributes).toContain('secure');
      expect((await visitor.change('POST', '/ingest-keys', { name: 'k' })).status).toBe(201);
      await visitor.change('DELETE', '/session');
      expect(visitor.lastSet).toEqual([
        {
          name: '__Host-monitoring_session',
          value: '',
          attributes: ['max-age=0', 'path=/', 'httponly', 'secure', 'samesite=strict'],
        },
      ]);
    } finally {
      await told.stop();
    }
  });

  it('is no help to pages that only CORS lets in', async () => {
    const shared = await startService({ env: { JWT_SECRET, CORS_ORIGINS: 'https://portal.example.org' } });
    try {
      const answer = await new Visitor(shared).request('GET', '/session', undefined, {
        origin: 'https://portal.example.org',
      });
      expect(answer.headers.get('access-control-allow-origin')).toBe('https://portal.example.org');
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    } finally {
      await shared.stop();
    }
  });
});
