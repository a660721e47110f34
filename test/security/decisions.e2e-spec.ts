import { eventually } from '../support/eventually.js';
import { startService, type TestService } from '../support/service.js';

const REASON = 'Tries passwords since the morning.';
const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('security decisions', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterEach(async () => {
    const allowed = (await service.request('GET', '/security/allow-list')).body.items;
    for (const { allowed_id } of allowed) await service.request('DELETE', `/security/allow-list/${allowed_id}`);
    const open = (await list()).body.items;
    for (const { decision_id } of open) await service.request('DELETE', `/security/decisions/${decision_id}`);
    await service.query('truncate security_decisions');
  });
  afterAll(() => service?.stop());

  const decide = (body: object) => service.request('POST', '/security/decisions', { body });
  const block = (value: string, more: object = {}) =>
    decide({ scope: 'ip_address', value, reason: REASON, duration_seconds: 3600, ...more });
  const list = (query = '', headers = {}) =>
    service.request('GET', `/security/decisions${query}`, { as: 'viewer', headers });
  const values = async (query = '') =>
    (await list(query)).body.items.map(({ value }: { value: string }) => value).toSorted();
  const allow = (scope: string, value: string) =>
    service.request('POST', '/security/allow-list', { body: { scope, value, comment: 'known' } });

  it('block somebody until they are lifted', async () => {
    const made = await block('2001:0db8::0001');
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      scope: 'ip_address',
      value: '2001:db8::1',
      action: 'block',
      reason: REASON,
      source: 'manual',
      detection: null,
      created_by: 'test-admin',
      lifted_at: null,
    });
    expect(Date.parse(made.body.expires_at) - Date.parse(made.body.created_at)).toBe(3_600_000);
    expect((await list()).body).toEqual({ items: [made.body], next_cursor: null, allowed: [] });

    const path = `/security/decisions/${made.body.decision_id}`;
    expect((await service.request('DELETE', path)).status).toBe(204);
    expect(await values()).toEqual([]);
    expect((await list('?status=past')).body.items).toEqual([
      { ...made.body, lifted_at: expect.any(String), lifted_by: 'test-admin' },
    ]);
    expect((await service.request('DELETE', path)).status).toBe(409);
    expect((await service.request('DELETE', `/security/decisions/${NOBODY}`)).status).toBe(404);

    const { items } = (await service.request('GET', `/audit?target_id=${made.body.decision_id}`)).body;
    expect(items).toMatchObject([
      {
        action: 'security_decision.lifted',
        before: { lifted_at: null, lifted_by: null },
        after: { lifted_by: 'test-admin' },
        details: { value: '2001:db8::1' },
      },
      { action: 'security_decision.created', before: null, after: { value: '2001:db8::1', action: 'block' } },
    ]);
  });

  it('hold longer when the like is decided again, however many do so at once', async () => {
    const made = (await block('198.51.100.7', { action: 'log', duration_seconds: 60 })).body;
    const again = await Promise.all(
      [60, 7200, 600].map((duration_seconds) => block('198.51.100.7', { duration_seconds })),
    );
    expect(new Set(again.map(({ body }) => body.decision_id))).toEqual(new Set([made.decision_id]));
    const [open] = (await list()).body.items;
    expect(open).toMatchObject({ decision_id: made.decision_id, action: 'block' });
    expect(Date.parse(open.expires_at) - Date.parse(made.created_at)).toBeGreaterThanOrEqual(7_200_000);
    const endless = (await decide({ scope: 'ip_address', value: '198.51.100.7', reason: REASON })).body;
    expect(endless).toMatchObject({ decision_id: made.decision_id, expires_at: null });
    await Promise.all(Array.from({ length: 5 }, () => block('203.0.113.1')));
    expect(await values()).toEqual(['198.51.100.7', '203.0.113.1']);
  });

  it('run out, and are made anew after', async () => {
    const made = (await block('198.51.100.7', { duration_seconds: 1 })).body;
    const { headers } = await list();
    await eventually(async () => expect(await values()).toEqual([]));
    expect((await list('', { 'if-none-match': headers.get('etag')! })).status).toBe(200);
    expect(await values('?status=past')).toEqual(['198.51.100.7']);
    expect((await block('198.51.100.7')).body.decision_id).not.toBe(made.decision_id);
  });

  it('cost those who ask again and again little: 304 until something changes', async () => {
    await block('198.51.100.7');
    const first = await list();
    const etag = first.headers.get('etag')!;
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await list('', { 'if-none-match': known });
      expect(answer).toMatchObject({ status: 304, body: '' });
      expect(answer.headers.get('etag')).toBe(etag);
    }
    expect((await list('', { 'if-none-match': '"other"' })).status).toBe(200);
    await block('198.51.100.8');
    const changed = await list('', { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    await allow('user_id', 'ada');
    expect((await list('', { 'if-none-match': changed.headers.get('etag')! })).body.allowed).toEqual([
      { scope: 'user_id', value: 'ada' },
    ]);
    await service.restart();
    expect(await values()).toEqual(['198.51.100.7', '198.51.100.8']);
  });

  it('are there for services with an ingest key, which may not change them', async () => {
    const { key } = (await service.request('POST', '/ingest-keys', { body: { name: 'students' } })).body;
    const made = (await block('198.51.100.7')).body;
    const keyed = { as: null, headers: { 'x-api-key': key } } as const;
    expect((await service.request('GET', '/security/decisions', keyed)).body.items).toEqual([made]);
    expect((await service.request('GET', '/security/decisions', { as: null })).status).toBe(401);
    for (const as of ['viewer', 'ingest'] as const) {
      expect((await service.request('POST', '/security/decisions', { as, body: {} })).status).toBe(403);
      const lifted = await service.request('DELETE', `/security/decisions/${made.decision_id}`, { as });
      expect(lifted.status).toBe(403);
    }
  });

  it('never block who is allowed, and do again once they are not', async () => {
    await block('198.51.100.7');
    await decide({ scope: 'user_id', value: 'ada', reason: REASON });
    await decide({ scope: 'network', value: '198.51.0.0/16', reason: REASON });
    const { body } = await allow('network', '198.51.100.1/24');
    expect(body).toMatchObject({
      scope: 'network',
      value: '198.51.100.0/24',
      comment: 'known',
      created_by: 'test-admin',
    });
    await allow('user_id', 'ada');
    expect((await list()).body).toMatchObject({
      items: [{ value: '198.51.0.0/16' }],
      allowed: [{ value: 'ada' }, { value: '198.51.100.0/24' }],
    });
    expect((await block('::ffff:198.51.100.9')).status).toBe(409);
    expect((await decide({ scope: 'user_id', value: 'ada', reason: REASON })).status).toBe(409);
    expect((await service.request('DELETE', `/security/allow-list/${body.allowed_id}`)).status).toBe(204);
    expect(await values()).toEqual(['198.51.0.0/16', '198.51.100.7']);
  });

  it('allow nobody by default', async () => {
    expect((await service.request('GET', '/security/allow-list')).body).toEqual({ items: [], next_cursor: null });
    for (const value of ['127.0.0.1', '::1', '10.0.0.1', '192.168.1.1']) expect((await block(value)).status).toBe(201);
  });

  it('keep the allow list, with an entry of each value once, on the audit trail', async () => {
    const made = (await allow('ip_address', '2001:0DB8::1')).body;
    expect((await allow('ip_address', '2001:db8::1')).status).toBe(409);
    expect((await service.request('GET', '/security/allow-list')).body.items).toEqual([made]);
    const path = `/security/allow-list/${made.allowed_id}`;
    for (const as of ['viewer', 'ingest'] as const)
      expect((await service.request('DELETE', path, { as })).status).toBe(403);
    expect((await service.request('DELETE', path)).status).toBe(204);
    expect((await service.request('DELETE', path)).status).toBe(404);
    const { items } = (await service.request('GET', `/audit?target_id=${made.allowed_id}`)).body;
    expect(items).toMatchObject([
      { action: 'security_allowed.deleted', before: { value: '2001:db8::1' }, after: null },
      { action: 'security_allowed.created', before: null, after: { value: '2001:db8::1' } },
    ]);
  });

  it('go when they are long over', async () => {
    await block('198.51.100.7');
    await decide({ scope: 'user_id', value: 'ada', reason: REASON });
    await service.query(
      `update security_decisions set expires_at = now() - interval '91 days' where expires_at is not null`,
    );
    await service.request('POST', '/cleanup', { body: {} });
    expect(await service.query('select value from security_decisions')).toEqual([{ value: 'ada' }]);
  });

  it('refuse what is none', async () => {
    const good = { scope: 'ip_address', value: '198.51.100.7', reason: REASON };
    const bad: [object, string][] = [
      [{ ...good, scope: 'planet' }, 'scope'],
      [{ ...good, value: 'students.example' }, 'value'],
      [{ ...good, value: 'fe80::1%eth0' }, 'value'],
      [{ ...good, value: 7 }, 'value'],
      [{ ...good, value: 'a\0b' }, 'value'],
      [{ ...good, scope: 'network' }, 'value'],
      [{ ...good, scope: 'network', value: '0.0.0.0/0' }, 'value'],
      [{ ...good, scope: 'user_id', value: '' }, 'value'],
      [{ ...good, scope: 'user_id', value: 'x'.repeat(257) }, 'value'],
      [{ ...good, scope: 'user_id', value: 'a\nb' }, 'value'],
      [{ ...good, reason: undefined }, 'reason'],
      [{ ...good, reason: 'two\nlines' }, 'reason'],
      [{ ...good, action: 'shoot' }, 'action'],
      [{ ...good, duration_seconds: 0 }, 'duration_seconds'],
      [{ ...good, duration_seconds: 1.5 }, 'duration_seconds'],
      [{ ...good, duration_seconds: 31_536_001 }, 'duration_seconds'],
      [{ ...good, duration_seconds: null }, 'duration_seconds'],
      [{ ...good, source: 'detection' }, 'source'],
    ];
    for (const [body, path] of bad) {
      const answer = await decide(body);
      expect({ body, status: answer.status, path: answer.body.errors?.[0]?.path }).toEqual({ body, status: 422, path });
    }
    expect((await list('?status=lifted')).status).toBe(400);
    expect((await service.request('DELETE', '/security/decisions/7')).status).toBe(400);
    expect((await service.request('DELETE', '/security/allow-list/7')).status).toBe(400);
    const noComment = await service.request('POST', '/security/allow-list', {
      body: { scope: 'user_id', value: 'ada' },
    });
    expect(noComment).toMatchObject({ status: 422, body: { errors: [{ path: 'comment' }] } });
    const noNetwork = await allow('network', '10.0.0.1');
    expect(noNetwork).toMatchObject({ status: 422, body: { errors: [{ path: 'value' }] } });
    expect(await values()).toEqual([]);
  });
});
