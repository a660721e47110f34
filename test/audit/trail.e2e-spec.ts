import { createHash } from 'node:crypto';
import { startService, type TestService } from '../support/service.js';

const GRADE = {
  actor: 'teacher-17',
  action: 'grade.changed',
  target_type: 'grade',
  target_id: 'student-4711',
  before: { mark: 54 },
  after: { mark: 64 },
  service: 'grades',
  request_id: 'req-1',
  trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
  ip_address: '192.168.1.100',
};

/** JSON with sorted names, as anybody would write it who has the export alone. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

describe('the audit trail', () => {
  let service: TestService;
  let key: string;

  beforeAll(async () => {
    service = await startService();
    key = (await service.request('POST', '/ingest-keys', { body: { name: 'grades' } })).body.key;
  });
  afterAll(() => service?.stop());

  const report = (body: unknown, headers: Record<string, string> = {}) =>
    service.request('POST', '/audit', { as: null, body, headers: { 'x-api-key': key, ...headers } });
  const list = async (query = '') => (await service.request('GET', `/audit${query}`)).body.items;

  it('holds what other services report, with who reported it', async () => {
    const { status, body } = await report({ ...GRADE, timestamp: '2026-01-05T10:00:00Z' });
    expect({ status, body }).toEqual({ status: 201, body: { accepted: 1, rejected: [], id: expect.any(String) } });
    expect(await list('?actor=teacher-17')).toEqual([
      {
        ...GRADE,
        id: body.id,
        sequence: 2,
        occurred_at: '2026-01-05T10:00:00.000Z',
        recorded_at: expect.stringMatching(/^2\d{3}-.*Z$/),
        details: {},
        reported_by: 'grades',
        previous_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  it('gives an entry by its id', async () => {
    const { body } = await report({ ...GRADE, id: 'grades/2026:7', action: 'grade.read' });
    const [entry] = await list('?action=grade.read');
    const read = (id: string, as: 'admin' | 'viewer' = 'admin') =>
      service.request('GET', `/audit/${encodeURIComponent(id)}`, { as });
    expect(entry.id).toBe(body.id);
    expect((await read(body.id)).body).toEqual(entry);
    expect(await read('none')).toMatchObject({
      status: 404,
      body: { detail: 'There is no audit entry of the id none, or it has expired.' },
    });
    expect((await read(body.id, 'viewer')).status).toBe(403);
  });

  it('hides secrets in what cannot be taken back', async () => {
    const hidden = { password: 'hunter2', note: 'card 4111 1111 1111 1111', inner: { api_key: 'k' } };
    await report({ ...GRADE, action: 'secret.kept', before: hidden, after: hidden, details: hidden });
    const [entry] = await list('?action=secret.kept');
    for (const part of ['before', 'after', 'details']) {
      expect(entry[part]).toEqual({
        password: '[redacted:secret_name]',
        note: expect.not.stringContaining('4111'),
        inner: { api_key: '[redacted:secret_name]' },
      });
    }
  });

  it('counts an entry sent again once, by its id or by its batch', async () => {
    const twice = [{ ...GRADE, id: 'twice', action: 'sent.twice' }];
    await Promise.all([report(twice), report(twice), report([...twice, ...twice])]);
    expect(await list('?action=sent.twice')).toHaveLength(1);
    const batch = [1, 2].map((n) => ({ ...GRADE, action: 'batch.sent', details: { n } }));
    await report(batch, { 'x-batch-id': 'batch-1' });
    await report(batch, { 'x-batch-id': 'batch-1' });
    expect(await list('?action=batch.sent')).toHaveLength(2);
  });

  it.each([
    [{ actor: undefined }, 'actor'],
    [{ action: 'a\nb' }, 'action'],
    [{ actor: 'x'.repeat(257) }, 'actor'],
    [{ before: 'text' }, 'before'],
    [{ after: JSON.parse(`${'{"a":'.repeat(70)}1${'}'.repeat(70)}`) }, 'after'],
    [{ details: { big: 'x'.repeat(70_000) } }, 'details'],
    [{ ip_address: 'here' }, 'ip_address'],
    [{ timestamp: 'yesterday' }, 'timestamp'],
    [{ timestamp: Date.now() + 3_600_000 }, 'timestamp'],
    [{ sequence: 4 }, 'sequence'],
    [{ reported_by: 'somebody else' }, 'reported_by'],
  ])('refuses %j', async (fault, path) => {
    expect(await report({ ...GRADE, ...fault })).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });

  it('keeps a good entry beside a bad one', async () => {
    const answer = await report([
      { ...GRADE, action: 'good.kept' },
      { ...GRADE, actor: 7 },
    ]);
    expect(answer.body).toEqual({ accepted: 1, rejected: [{ index: 1, path: 'actor', reason: 'must be string' }] });
    expect(await list('?action=good.kept')).toHaveLength(1);
  });

  it('is listed by every filter, newest first, page by page', async () => {
    for (let n = 0; n < 5; n++) await report({ ...GRADE, action: 'paged', target_type: 'page', target_id: `p${n}` });
    for (const filter of ['action=paged', 'target_type=page', `target_type=page&service=grades&request_id=req-1`]) {
      const first = (await service.request('GET', `/audit?${filter}&limit=3`)).body;
      const rest = (await service.request('GET', `/audit?${filter}&limit=3&cursor=${first.next_cursor}`)).body;
      expect([...first.items, ...rest.items].map(({ target_id }) => target_id)).toEqual(['p4', 'p3', 'p2', 'p1', 'p0']);
      expect(rest.next_cursor).toBeNull();
    }
    expect(await list('?target_type=page&target_id=p2')).toHaveLength(1);
    expect(await list(`?target_type=page&end_time=2020-01-01`)).toEqual([]);
    expect((await service.request('GET', '/audit?cursor=WyJhIl0')).status).toBe(400);
  });

  it('can be exported, and its chain checked from that alone', async () => {
    const odd = JSON.parse(
      '{"é":1,"e":1e21,"inner":{"b":-0,"a":0.1},"nul":"\\u0000\\ud800","1":[null,true,"\\u2028"]}',
    );
    await report({ ...GRADE, action: 'odd.kept', details: odd });
    const { body, headers } = await service.request('GET', '/audit/export');
    expect(headers.get('content-disposition')).toBe('attachment; filename="audit.ndjson"');
    const entries = (body as string)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(entries.at(-1).details.nul).toBe('\uFFFD\uFFFD');
    let previous = '0'.repeat(64);
    for (const [i, { hash, ...entry }] of entries.entries()) {
      expect(entry).toMatchObject({ sequence: i + 1, previous_hash: previous });
      expect(createHash('sha256').update(sorted(entry)).digest('hex')).toBe(hash);
      previous = hash;
    }
    expect(entries.length).toBeGreaterThan(10);
    const { body: table } = await service.request('GET', '/audit/export?format=csv&action=grade.changed');
    expect((table as string).split('\r\n')[0]).toMatch(/^sequence,recorded_at,/);
    expect(table).toContain('"{""mark"":54}"');
  });

  it('is there for SQL', async () => {
    expect(
      await service.query(`select actor, before, reported_by, length(hash) from audit_logs where sequence = 2`),
    ).toEqual([{ actor: 'teacher-17', before: { mark: 54 }, reported_by: 'grades', length: 64 }]);
  });

  it('takes thousands of entries at once from many senders, each once, in one chain', async () => {
    const before = (await list('?limit=1'))[0].sequence;
    const send = (n: number) =>
      report(Array.from({ length: 50 }, (_, i) => ({ ...GRADE, action: 'flood', target_id: `${n}-${i}` })));
    const changes = Array.from({ length: 20 }, (_, n) =>
      service.request('POST', '/ingest-keys', { body: { name: `flood-${n}` } }),
    );
    await Promise.all([...Array.from({ length: 60 }, (_, n) => send(n)), ...changes]);
    const { body } = await service.request('GET', '/audit/verify');
    expect(body).toMatchObject({ intact: true, entries: before + 3020, last_sequence: before + 3020, broken: null });
  });
});
