import { startService, type TestService } from './support/service.js';

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describe('groups of errors', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  /** Records one error of a kind. */
  const happen = (kind: string, more: object = {}) =>
    service.request('POST', '/errors', {
      as: 'ingest',
      body: { error_type: kind, error_message: 'it broke', service: 'groups', ...more },
    });
  const list = async (query = '') =>
    (await service.request('GET', `/error-groups?service=groups&${query}`, { as: 'viewer' })).body;
  const groupOf = async (kind: string) => (await list(`error_type=${kind}`)).items[0];
  const change = async (kind: string, body: object) =>
    service.request('PATCH', `/error-groups/${(await groupOf(kind)).group_id}`, { body });

  it('lists what fits, in each order, page by page', async () => {
    for (const [kind, count, since] of [
      ['Rare', 1, 5],
      ['Frequent', 3, 30],
      ['Old', 2, 90],
    ] as const) {
      for (let i = 0; i < count; i++) await happen(kind, { timestamp: minutesAgo(since - i), release: `1.${i}` });
    }
    const types = async (query: string) =>
      (await list(query)).items.map((group: { error_type: string }) => group.error_type);
    expect(await types('sort=last_seen')).toEqual(['Rare', 'Frequent', 'Old']);
    expect(await types('sort=first_seen')).toEqual(['Rare', 'Frequent', 'Old']);
    expect(await types('sort=events')).toEqual(['Frequent', 'Old', 'Rare']);
    expect(await types('release=1.2')).toEqual(['Frequent']);
    expect(await types('search=FREQ')).toEqual(['Frequent']);
    expect(await types('search=100%25')).toEqual([]);
    expect(await types('status=resolved')).toEqual([]);
    for (const sort of ['last_seen', 'first_seen', 'events']) {
      const first = await list(`sort=${sort}&limit=2`);
      const second = await list(`sort=${sort}&limit=2&cursor=${first.next_cursor}`);
      expect([...first.items, ...second.items].map(({ error_type }) => error_type)).toEqual(
        await types(`sort=${sort}`),
      );
      expect([second.items.length, second.next_cursor]).toEqual([1, null]);
    }
    const { group_id } = await groupOf('Frequent');
    expect((await service.request('GET', `/error-groups/${group_id}`, { as: 'viewer' })).body).toMatchObject({
      group_id,
      status: 'unresolved',
      event_count: 3,
      releases: ['1.0', '1.1', '1.2'],
      assignee: null,
      fingerprint: ['Frequent', 'it broke'],
      grouped_by: expect.stringContaining('message'),
      history: [],
      latest: { error_type: 'Frequent', release: '1.2' },
    });
  });

  it('regresses when a resolved error comes back, and not by one that happened before', async () => {
    await happen('Back', { timestamp: minutesAgo(2) });
    const resolved = await change('Back', { status: 'resolved', comment: 'mended' });
    expect(resolved).toMatchObject({ status: 200, body: { status: 'resolved', regressed_at: null } });
    await happen('Back', { timestamp: minutesAgo(1) });
    expect((await groupOf('Back')).status).toBe('resolved');
    await happen('Back');
    const { group_id, ...back } = await groupOf('Back');
    expect(back).toMatchObject({ status: 'unresolved', regressed_at: expect.any(String), event_count: 3 });
    const { body } = await service.request('GET', `/error-groups/${group_id}`);
    expect(body.history.map(({ kind, actor }: { kind: string; actor: string }) => [kind, actor])).toEqual([
      ['resolved', 'test-admin'],
      ['commented', 'test-admin'],
      ['regressed', null],
    ]);
    const audit = await service.query(
      `select action from audit_entries where target_id = '${group_id}' order by action`,
    );
    expect(audit).toEqual([{ action: 'error_group.commented' }, { action: 'error_group.resolved' }]);
  });

  it('regresses only in the release it was resolved in, or one it had not had', async () => {
    await happen('Release', { release: '1.0' });
    await change('Release', { status: 'resolved', resolved_in_release: '1.1' });
    await happen('Release', { release: '1.0' });
    expect((await groupOf('Release')).status).toBe('resolved');
    await happen('Release', { release: '1.1' });
    expect((await groupOf('Release')).status).toBe('unresolved');
    await change('Release', { status: 'resolved', resolved_in_release: '1.2' });
    await happen('Release', { release: '1.3' });
    expect((await groupOf('Release')).status).toBe('unresolved');
  });

  it('returns when its time is over, or when it has had so many events', async () => {
    await happen('Ignored');
    await change('Ignored', { status: 'ignored' });
    await happen('Ignored');
    expect((await groupOf('Ignored')).status).toBe('ignored');
    await change('Ignored', { status: 'ignored', ignored_for_count: 2 });
    await happen('Ignored');
    expect(await groupOf('Ignored')).toMatchObject({ status: 'ignored', ignored_until_count: 4 });
    await happen('Ignored');
    expect((await groupOf('Ignored')).status).toBe('unresolved');
    await change('Ignored', { status: 'ignored', ignored_until: new Date(Date.now() + 500).toISOString() });
    await happen('Ignored');
    expect((await groupOf('Ignored')).status).toBe('ignored');
    await new Promise((done) => setTimeout(done, 600));
    await happen('Ignored');
    const { group_id } = await groupOf('Ignored');
    const { body } = await service.request('GET', `/error-groups/${group_id}`);
    expect([body.status, body.history.at(-1).kind, body.regressed_at]).toEqual(['unresolved', 'returned', null]);
  });

  it('tells once that a group came back, however many of its events come at once', async () => {
    await happen('Storm');
    await change('Storm', { status: 'resolved' });
    await Promise.all(Array.from({ length: 20 }, () => happen('Storm')));
    const { group_id, event_count } = await groupOf('Storm');
    const { body } = await service.request('GET', `/error-groups/${group_id}`);
    expect([event_count, body.history.filter(({ kind }: { kind: string }) => kind === 'regressed').length]).toEqual([
      21, 1,
    ]);
  });

  it('says who works on it', async () => {
    await happen('Assigned');
    await change('Assigned', { assignee: 'ada' });
    expect((await list('assignee=ada')).items).toHaveLength(1);
    await change('Assigned', { assignee: null });
    expect((await groupOf('Assigned')).assignee).toBeNull();
  });

  it('keeps a comment that is no proper Unicode as far as it is', async () => {
    await happen('Commented');
    const { body } = await change('Commented', { comment: 'half \ud83d' });
    expect(body.history.at(-1).details).toEqual({ comment: 'half \ufffd' });
  });

  it.each<[string, object, string]>([
    ['nothing', {}, 'status'],
    ['a release without a resolution', { status: 'ignored', resolved_in_release: '1' }, 'resolved_in_release'],
    ['a time without ignoring', { status: 'resolved', ignored_until: '2027-01-01T00:00:00Z' }, 'ignored_until'],
    ['a count without ignoring', { assignee: 'a', ignored_for_count: 3 }, 'ignored_for_count'],
    ['its status to nothing', { status: null }, 'status'],
    ['its comment to nothing', { comment: null }, 'comment'],
    ['its release to two lines', { status: 'resolved', resolved_in_release: '1\n2' }, 'resolved_in_release'],
    ['its comment to what cannot be stored', { comment: 'a\0b' }, 'comment'],
  ])('refuses to change %s', async (_, body, path) => {
    await happen('Refused');
    expect(await change('Refused', body)).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });

  it('answers what is not there, and what is no state', async () => {
    const nobody = '/error-groups/00000000-0000-4000-8000-000000000000';
    expect((await service.request('GET', nobody)).status).toBe(404);
    expect((await service.request('PATCH', nobody, { body: { status: 'resolved' } })).status).toBe(404);
    expect((await service.request('PATCH', nobody, { body: { status: 'gone' } })).status).toBe(422);
    expect((await service.request('PATCH', nobody, { as: 'viewer', body: { status: 'resolved' } })).status).toBe(403);
    expect((await service.request('GET', '/error-groups?cursor=x')).status).toBe(400);
  });
});
