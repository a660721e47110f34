import { startService, type TestService } from './support/service.js';

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

describe('an error by its id', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  const send = (errors: object[]) =>
    service.request('POST', '/errors', {
      body: errors.map((error) => ({ error_type: 'Late', error_message: 'late', service: 'by-id', ...error })),
    });
  const read = (id: string, as: 'viewer' | 'ingest' = 'viewer') =>
    service.request('GET', `/errors/${encodeURIComponent(id)}`, { as });

  it('is as in the list, whatever the id is, and the newest if several have it', async () => {
    const ids = ['a/b c?%', '\u{1F4A9}', 'x'.repeat(256), 'attachments'];
    await send(ids.flatMap((error_id) => [3, 1, 20].map((days) => ({ error_id, timestamp: daysAgo(days) }))));
    const { items } = (await service.request('GET', '/errors?service=by-id&limit=1000')).body;
    for (const id of ids) {
      const { status, body } = await read(id);
      const [newest] = items.filter(({ error_id }: { error_id: string }) => error_id === id);
      expect({ status, body }).toEqual({ status: 200, body: newest });
    }
  });

  it('is told to be missing, or to be nothing for one who may only send', async () => {
    expect(await read('none')).toMatchObject({
      status: 404,
      body: { detail: 'There is no error of the id none, or it has expired.' },
    });
    expect((await read('a\0b')).status).toBe(400);
    expect((await read('none', 'ingest')).status).toBe(403);
  });

  it('is found among many by an index of each day', async () => {
    await service.query(
      `insert into error_events (group_id, occurred_at, error_id, error_type, error_message, severity, service)
       select gen_random_uuid(), now() - n * interval '1 minute', 'many-' || n, 'Many', 'many', 'error', 'many'
       from generate_series(1, 20000) n`,
    );
    const plan = await service.query('explain select * from error_events where error_id = $1', ['many-19999']);
    expect(JSON.stringify(plan)).not.toContain('Seq Scan');
    expect((await read('many-19999')).body).toMatchObject({ error_type: 'Many' });
  });
});
