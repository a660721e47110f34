import { startService, type TestService } from './support/service.js';

describe('alerts that people answer', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  const raise = async (name: string) =>
    (await service.request('POST', '/alerts', { body: { name, severity: 'error' } })).body.alert_id;
  const post = (id: string, act: string, body: object = {}) =>
    service.request('POST', `/alerts/${id}/${act}`, { body });
  const listed = async (acknowledged: boolean) =>
    (await service.request('GET', `/alerts?acknowledged=${acknowledged}`)).body.items.map(
      (each: { alert_id: string }) => each.alert_id,
    );

  it('keeps an acknowledged alert firing and tells who is in charge', async () => {
    const id = await raise('acknowledged');
    const answer = await post(id, 'acknowledge', { comment: 'Mine.' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ status: 'firing', acknowledged_by: 'test-admin' });
    expect(answer.body.acknowledged_at).toEqual(expect.any(String));
    expect((await post(id, 'acknowledge')).status).toBe(409);
    expect(await listed(true)).toEqual([id]);
    expect(await listed(false)).not.toContain(id);

    const undone = await post(id, 'unacknowledge');
    expect(undone.body).toMatchObject({ status: 'firing', acknowledged_at: null, acknowledged_by: null });
    expect((await post(id, 'unacknowledge')).status).toBe(409);
    expect((await post(id, 'comments', { comment: 'The provider was called.' })).status).toBe(200);
    const { body } = await service.request('GET', `/alerts/${id}`);
    expect(body.history).toMatchObject([
      { kind: 'firing' },
      { kind: 'acknowledged', actor: 'test-admin', comment: 'Mine.' },
      { kind: 'unacknowledged', actor: 'test-admin' },
      { kind: 'comment', actor: 'test-admin', comment: 'The provider was called.' },
    ]);
  });

  it('refuses to acknowledge what is over or unknown, and empty comments', async () => {
    const id = await raise('over');
    await post(id, 'resolve');
    expect((await post(id, 'acknowledge')).status).toBe(409);
    expect((await post('7a0c5c2e-6f0e-4c58-9d55-52f0c3b2a001', 'acknowledge')).status).toBe(404);
    expect((await post(id, 'comments', { comment: '' })).status).toBe(422);
  });
});
