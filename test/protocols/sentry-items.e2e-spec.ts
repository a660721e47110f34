import { randomBytes } from 'node:crypto';
import { eventually } from '../support/eventually.js';
import { startService, type TestService } from '../support/service.js';

const seconds = () => Date.now() / 1000;
const id = (bytes: number) => randomBytes(bytes).toString('hex');

describe('items of Sentry envelopes beside errors', () => {
  let service: TestService;
  let key: string;

  beforeAll(async () => {
    service = await startService({
      env: { ERROR_GROUP_LIMIT: '2', ERROR_SAMPLE_ONE_IN: '1000', TRACE_QUIET_SECONDS: '1' },
    });
    ({ key } = (await service.request('POST', '/ingest-keys', { body: { name: 'shop' } })).body);
  });
  afterAll(() => service?.stop());

  type Item = [header: { type: string; [field: string]: unknown }, payload: object | string | Buffer];
  const envelope = (items: Item[], header: object = {}) => {
    const parts = items.flatMap(([frame, payload]) => {
      const bytes = Buffer.isBuffer(payload)
        ? payload
        : Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));
      return [Buffer.from(`${JSON.stringify({ ...frame, length: bytes.length })}\n`), bytes, Buffer.from('\n')];
    });
    return Buffer.concat([
      Buffer.from(`${JSON.stringify({ sent_at: new Date().toISOString(), ...header })}\n`),
      ...parts,
    ]);
  };
  const send = async (body: Buffer) => {
    const headers = { 'x-sentry-auth': `Sentry sentry_key=${key}`, 'content-type': 'application/x-sentry-envelope' };
    expect(await service.request('POST', '~/api/1/envelope/', { as: null, body, headers })).toMatchObject({
      status: 200,
    });
  };
  const get = (path: string) => service.request('GET', path, { as: 'viewer' });
  const event = (type: string): [string, Item] => {
    const event_id = id(16);
    return [
      event_id,
      [{ type: 'event' }, { event_id, timestamp: seconds(), exception: { values: [{ type, value: 'x' }] } }],
    ];
  };
  const file = (filename: unknown, content: string | Buffer, content_type?: string): Item => [
    { type: 'attachment', filename, content_type },
    content,
  ];
  const listed = async (errorId: string) => (await get(`/errors/${errorId}/attachments`)).body.items;
  const download = (errorId: string, attachmentId: string) =>
    fetch(`${service.url}/api/v1/monitoring/errors/${errorId}/attachments/${attachmentId}`, {
      headers: { authorization: `Bearer ${service.token('viewer')}` },
    });

  it('keeps attachments with their event, and gives them out as bytes to be saved', async () => {
    const [errorId, item] = event('Attached');
    const picture = randomBytes(50_000);
    const page = '<script>alert(1)</script>';
    const body = envelope([
      item,
      file('../../etc/page.html', page, 'text/html'),
      file('Größe "1"\r\n.png', picture, 'image/png'),
    ]);
    for (let i = 0; i < 2; i++) await send(body);
    const files = await listed(errorId);
    expect(files).toEqual([
      {
        attachment_id: expect.any(String),
        name: '../../etc/page.html',
        content_type: 'text/html',
        size_bytes: page.length,
      },
      { attachment_id: expect.any(String), name: 'Größe "1"  .png', content_type: 'image/png', size_bytes: 50_000 },
    ]);
    const [first, second] = await Promise.all(
      files.map((one: { attachment_id: string }) => download(errorId, one.attachment_id)),
    );
    expect(await first.text()).toBe(page);
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': `attachment; filename=".._.._etc_page.html"; filename*=UTF-8''..%2F..%2Fetc%2Fpage.html`,
    });
    expect(second.headers.get('content-disposition')).toContain(`filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22%20%20.png`);
    expect(Buffer.from(await second.arrayBuffer()).equals(picture)).toBe(true);
    const [error] = (await get('/errors?error_type=Attached')).body.items;
    expect(error.processing_errors).toEqual([]);
  });

  it('lets only those read them who may, and knows no other', async () => {
    const [errorId, item] = event('Guarded');
    await send(envelope([item, file('a.txt', 'secret')]));
    const [{ attachment_id }] = await listed(errorId);
    const path = `/errors/${errorId}/attachments/${attachment_id}`;
    expect((await service.request('GET', path, { as: null })).status).toBe(401);
    expect((await service.request('GET', path, { as: 'ingest' })).status).toBe(403);
    expect((await get(`/errors/${id(16)}/attachments/${attachment_id}`)).status).toBe(404);
    expect((await get(`/errors/${errorId}/attachments/nonsense`)).status).toBe(400);
    expect((await get(`/errors/${id(16)}/attachments`)).body).toEqual({ items: [], next_cursor: null });
    expect((await get('/errors/%00/attachments')).status).toBeLessThan(500);
  });

  it('tells what is over the limit, and stores nothing with events that are only counted', async () => {
    const [errorId, item] = event('Large');
    const files = [
      file('big.bin', Buffer.alloc(1_100_000)),
      ...Array.from({ length: 11 }, (_, i) => file(`${i}.txt`, 'x')),
    ];
    await send(envelope([item, ...files]));
    expect(await listed(errorId)).toHaveLength(10);
    const [error] = (await get('/errors?error_type=Large')).body.items;
    expect(error.processing_errors).toEqual([
      expect.stringContaining('"big.bin" of 1100000 bytes is left out'),
      expect.stringContaining('"10.txt" of 1 bytes is left out'),
    ]);
    for (let i = 0; i < 5; i++) await send(envelope([event('Many')[1], file('a.txt', 'x')]));
    const [counted] = await service.query(
      `select count(*)::int as count from error_attachments where error_id in (select error_id from error_events where error_type = 'Many')`,
    );
    expect(counted).toEqual({ count: 2 });
    expect(await service.query('select count(*)::int as count from error_attachments')).toEqual([
      { count: 2 + 1 + 10 + 2 },
    ]);
  });

  it('makes traces of transactions, each once', async () => {
    const [trace_id, root, child] = [id(16), id(8), id(8)];
    const at = seconds() - 2;
    const transaction = {
      event_id: id(16),
      transaction: 'POST /orders',
      start_timestamp: at,
      timestamp: at + 1,
      contexts: { trace: { trace_id, span_id: root, op: 'http.server', status: 'internal_error' } },
      tags: { service: 'orders' },
      spans: [
        {
          trace_id,
          span_id: child,
          parent_span_id: root,
          op: 'db',
          description: 'insert',
          start_timestamp: at + 0.2,
          timestamp: at + 0.4,
        },
        { span_id: 'no id' },
      ],
    };
    const body = envelope([
      [{ type: 'transaction' }, transaction],
      [{ type: 'transaction' }, 'nonsense'],
    ]);
    for (let i = 0; i < 2; i++) await send(body);
    expect((await get(`/traces/${trace_id}`)).body).toMatchObject({
      span_count: 2,
      error_count: 1,
      services: ['orders'],
      spans: [
        { span_id: root, operation_name: 'POST /orders', kind: 'server', status: 'error', duration_ms: 1000, depth: 0 },
        { span_id: child, operation_name: 'insert', kind: 'client', duration_ms: 200, depth: 1 },
      ],
    });
  });

  it('counts sessions and what was not sent as metrics, each envelope once', async () => {
    const attrs = { release: '2.4.1', environment: 'production' };
    const body = envelope([
      [{ type: 'session' }, { sid: id(16), init: true, status: 'crashed', attrs, started: new Date().toISOString() }],
      [{ type: 'sessions' }, { aggregates: [{ started: new Date().toISOString(), exited: 8, crashed: 1 }], attrs }],
      [{ type: 'client_report' }, { discarded_events: [{ reason: 'queue_overflow', category: 'error', quantity: 4 }] }],
    ]);
    for (let i = 0; i < 2; i++) await send(body);
    const sums = async (name: string, by: string) => {
      const query = `metric_name=${name}&aggregation=sum&group_by=${by}&start_time=${Date.now() - 600_000}`;
      const { items } = (await get(`/metrics?${query}`)).body;
      const values = items.map(({ tags, points }: { tags: Record<string, string>; points: { value: number }[] }) => [
        Object.values(tags).join(' '),
        points.reduce((sum, { value }) => sum + (value ?? 0), 0),
      ]);
      return Object.fromEntries(values);
    };
    await eventually(async () =>
      expect(await sums('sessions_total', 'state')).toEqual({ started: 10, exited: 8, crashed: 2 }),
    );
    expect(await sums('sessions_total', 'release')).toEqual({ '2.4.1': 20 });
    expect(await sums('sentry_discarded_total', 'reason')).toEqual({ queue_overflow: 4 });
  });
});
