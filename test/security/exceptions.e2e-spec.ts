import { startService, type TestService } from '../support/service.js';

const RULES = [
  { id: 'sql-union', field: 'query.q' },
  { id: 'sql-comment', field: 'query.q' },
];
const EVENT = { event_type: 'sql_injection', severity: 'error', service: 'students', endpoint: '/search' };

describe('false positives', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  const record = async (event: object) =>
    (await service.request('POST', '/security/events', { as: 'ingest', body: { ...EVENT, ...event } })).body
      .id as string;
  const dismiss = (id: string) =>
    service.request('POST', `/security/events/${encodeURIComponent(id)}/false-positive`, { body: {} });
  const exceptions = async () => (await service.request('GET', '/security/exceptions', { as: 'viewer' })).body.items;
  const events = async (query: string) =>
    (await service.request('GET', `/security/events?${query}`, { as: 'viewer' })).body.items;

  it('mark the event and except the rules where they matched', async () => {
    const id = await record({ additional_data: { rules: RULES, route: '/search/:kind' }, event_id: 'odd/id ü' });
    const other = await record({});
    const answer = await dismiss(id);
    const made = RULES.map(({ id: rule_id, field }) => ({
      exception_id: expect.any(String),
      service: 'students',
      route: '/search/:kind',
      rule_id,
      field,
      event_id: id,
      created_at: expect.any(String),
      created_by: 'test-admin',
    }));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      event_id: id,
      false_positive_at: expect.any(String),
      false_positive_by: 'test-admin',
      exceptions: made.toReversed(),
    });
    expect(await exceptions()).toEqual(expect.arrayContaining(made));
    const { false_positive_at } = answer.body;
    expect(await events('false_positive=true')).toMatchObject([
      { event_id: id, false_positive_at, false_positive_by: 'test-admin' },
    ]);
    expect(await events('false_positive=false')).toMatchObject([{ event_id: other, false_positive_at: null }]);
    expect(await service.query('select event_id from security_events where false_positive_by is not null')).toEqual([
      { event_id: id },
    ]);
    const { items } = (await service.request('GET', '/audit?action=security_event.dismissed')).body;
    expect(items).toMatchObject([
      {
        actor: 'test-admin',
        target_id: id,
        before: { false_positive_at: null, false_positive_by: null },
        after: { false_positive_by: 'test-admin', exceptions: [{ rule_id: 'sql-comment' }, { rule_id: 'sql-union' }] },
      },
    ]);
  });

  it('may be said again, and of the next event of the same place, and except it once', async () => {
    const data = { additional_data: { rules: RULES }, endpoint: '/again' };
    const [one, two] = [await record(data), await record(data)];
    const first = (await dismiss(one)).body;
    expect((await dismiss(one)).body).toEqual(first);
    expect((await dismiss(two)).body.exceptions).toEqual(first.exceptions);
    const there = await exceptions();
    expect(there.filter(({ route }: { route: string }) => route === '/again')).toHaveLength(2);
  });

  it('only mark an event that names no rules, no route, or nonsense', async () => {
    const before = (await exceptions()).length;
    const data = [undefined, { rules: 'all' }, { rules: [{ id: 7, field: [] }, null] }];
    for (const additional_data of data) {
      const { body } = await dismiss(await record({ additional_data }));
      expect(body).toMatchObject({ false_positive_by: 'test-admin', exceptions: [] });
    }
    const routeless = await record({ additional_data: { rules: RULES }, endpoint: undefined });
    expect((await dismiss(routeless)).body.exceptions).toEqual([]);
    expect(await exceptions()).toHaveLength(before);
  });

  it('are not final: an exception can be deleted, the mark stays', async () => {
    const id = await record({ additional_data: { rules: RULES.slice(0, 1) }, endpoint: '/deleted' });
    const [made] = (await dismiss(id)).body.exceptions;
    const path = `/security/exceptions/${made.exception_id}`;
    expect((await service.request('DELETE', path, { as: 'viewer' })).status).toBe(403);
    expect((await service.request('DELETE', path)).status).toBe(204);
    expect((await service.request('DELETE', path)).status).toBe(404);
    expect(await exceptions()).not.toContainEqual(made);
    expect(await events('endpoint=/deleted')).toMatchObject([{ false_positive_by: 'test-admin' }]);
    const { items } = (await service.request('GET', `/audit?target_id=${made.exception_id}`)).body;
    expect(items).toMatchObject([
      { action: 'security_exception.deleted', before: { rule_id: 'sql-union' }, after: null },
    ]);
  });

  it('refuse what is none', async () => {
    expect((await dismiss('no such event')).status).toBe(404);
    expect((await dismiss('a\0b')).status).toBe(400);
    expect((await service.request('DELETE', '/security/exceptions/7')).status).toBe(400);
    const asViewer = await service.request('POST', '/security/events/x/false-positive', { as: 'viewer', body: {} });
    expect(asViewer.status).toBe(403);
    const query = await service.request('GET', '/security/events?false_positive=1', { as: 'viewer' });
    expect(query).toMatchObject({ status: 400, body: { errors: [{ path: 'false_positive' }] } });
  });
});
