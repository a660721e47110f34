import { startService, type TestService } from './support/service.js';

describe('access', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  it('keeps every route of the document closed that does not say it is public', async () => {
    const document = (await service.request('GET', '~/docs/openapi.json', { as: null })).body;
    const routes = Object.entries(document.paths as Record<string, Record<string, Record<string, unknown>>>).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({
          method: method.toUpperCase(),
          path,
          access: operation['x-access'],
        })),
    );
    expect(routes.length).toBeGreaterThan(5);
    for (const { method, path, access } of routes) {
      const address = `~${path.replaceAll(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000')}`;
      const { status } = await service.request(method, address, { as: null });
      if (access === 'public') expect([200, 204, 503]).toContain(status);
      else expect({ method, path, status }).toEqual({ method, path, status: 401 });
      if (access === 'admin') {
        expect({ method, path, ...(await service.request(method, address, { as: 'viewer' })) }).toMatchObject({
          status: 403,
        });
      }
      if (access === 'viewer' || access === 'admin') {
        expect({ method, path, ...(await service.request(method, address, { as: 'ingest' })) }).toMatchObject({
          status: 403,
        });
      }
      if (access === 'ingest') {
        expect({ method, path, ...(await service.request(method, address, { as: 'viewer' })) }).toMatchObject({
          status: 403,
        });
      }
    }
  });

  it('makes an ingest key that is shown once, works at once and is refused at once after it is revoked', async () => {
    const made = await service.request('POST', '/ingest-keys', { body: { name: 'students' } });
    expect(made.status).toBe(201);
    expect(made.body.key).toMatch(/^ocm_[0-9a-f]{64}$/);
    const listed = await service.request('GET', '/ingest-keys');
    expect(listed.body.items[0]).toMatchObject({ id: made.body.id, name: 'students', revoked_at: null });
    expect(JSON.stringify(listed.body)).not.toContain(made.body.key);

    const withKey = { as: null, headers: { 'x-api-key': made.body.key } } as const;
    expect((await service.request('GET', '/audit', withKey)).status).toBe(403);
    expect((await service.request('DELETE', `/ingest-keys/${made.body.id}`)).status).toBe(204);
    expect((await service.request('GET', '/audit', withKey)).status).toBe(401);
    expect((await service.request('DELETE', `/ingest-keys/${made.body.id}`)).status).toBe(404);

    const trail = await service.request('GET', '/audit?action=ingest_key.revoked');
    expect(trail.body.items[0]).toMatchObject({ actor: 'test-admin', target_id: made.body.id });
  });
});
