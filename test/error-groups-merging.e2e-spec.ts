import { ErrorGroupsTester } from './support/error-groups.js';
import { startService, type TestService } from './support/service.js';

describe('merging groups of errors', () => {
  let service: TestService;
  let groups: ErrorGroupsTester;

  beforeAll(async () => {
    service = await startService();
    groups = new ErrorGroupsTester(service, 'merging');
  });
  afterAll(() => service?.stop());

  const post = (id: string, verb: string, body?: object) =>
    service.request('POST', `/error-groups/${id}/${verb}`, { body });
  const merge = async (target: string, ...others: string[]) => {
    const ids = await Promise.all(others.map((kind) => groups.idOf(kind)));
    return post(await groups.idOf(target), 'merge', { group_ids: ids });
  };

  it('adds up what was merged, and what comes later, and takes it away again', async () => {
    await groups.happen('Kept', { timestamp: groups.minutesAgo(20), release: '1.0', user_id: 'ada' });
    await groups.happen('Kept', { timestamp: groups.minutesAgo(10), release: '1.1', user_id: 'bob' });
    await groups.happen('Moved', {
      timestamp: groups.minutesAgo(30),
      release: '0.9',
      user_id: 'ada',
      error_message: 'it broke 1',
    });
    await groups.happen('Moved', { timestamp: groups.minutesAgo(5), release: '1.1', error_message: 'it broke 2' });
    const [kept, moved] = [await groups.detailOf('Kept'), await groups.detailOf('Moved')];
    const merged = await merge('Kept', 'Moved');
    expect(merged).toMatchObject({
      status: 200,
      body: {
        group_id: kept.group_id,
        error_message: 'it broke 2',
        event_count: 4,
        user_count: 2,
        first_seen_at: moved.first_seen_at,
        last_seen_at: moved.last_seen_at,
        releases: ['0.9', '1.1', '1.0'],
        latest: { error_type: 'Moved', group_id: kept.group_id },
        merged: [{ group_id: moved.group_id, error_type: 'Moved', event_count: 2 }],
        history: [{ kind: 'merged', details: { group_ids: [moved.group_id] }, actor: 'test-admin' }],
      },
    });
    expect(await groups.list('error_type=Moved')).toEqual([]);
    await groups.happen('Moved', { release: '2.0', user_id: 'bob', error_message: 'it broke 3' });
    await groups.happen('Moved', { release: '2.0', user_id: 'eve', error_message: 'it broke 4' });
    expect(await groups.detail(kept.group_id)).toMatchObject({
      event_count: 6,
      user_count: 3,
      releases: ['0.9', '1.1', '1.0', '2.0'],
      merged: [{ event_count: 4 }],
    });
    const { body: dashboard } = await service.request('GET', '/dashboard?window=1h');
    expect(dashboard.errors.top).toMatchObject([{ error_type: 'Kept', count: 6, service: 'merging' }]);
    const listed = await service.request('GET', `/errors?group_id=${kept.group_id}&limit=4`);
    const rest = await service.request('GET', `/errors?group_id=${kept.group_id}&cursor=${listed.body.next_cursor}`);
    expect(listed.body.statistics.total).toBe(6);
    const types = [...listed.body.items, ...rest.body.items].map(({ error_type }) => error_type);
    expect(types).toEqual(['Moved', 'Moved', 'Moved', 'Kept', 'Kept', 'Moved']);

    const apart = await post(moved.group_id, 'unmerge');
    expect(apart).toMatchObject({
      status: 200,
      body: {
        merged_into: null,
        event_count: 4,
        user_count: 3,
        first_seen_at: moved.first_seen_at,
        releases: ['0.9', '1.1', '2.0'],
      },
    });
    const { history, ...again } = await groups.detail(kept.group_id);
    expect(again).toEqual({ ...kept, history: undefined, is_new: true });
    expect(history.map(({ kind }: { kind: string }) => kind)).toEqual(['merged', 'unmerged']);
    await groups.happen('Moved', { user_id: 'ada', error_message: 'it broke 5' });
    expect((await groups.detailOf('Moved')).event_count).toBe(5);
    expect((await groups.detail(kept.group_id)).event_count).toBe(2);
    const audit = await service.query('select action, target_id from audit_entries order by recorded_at, target_id');
    expect(audit).toHaveLength(4);
  });

  it('loses nothing that comes while groups are merged and taken apart', async () => {
    for (const kind of ['One', 'Two', 'Three']) await groups.happen(kind, { user_id: 'first' });
    const [one, two, three] = await Promise.all(['One', 'Two', 'Three'].map((kind) => groups.idOf(kind)));
    let done = false;
    let sent = 1;
    const send = async (sender: number) => {
      for (; !done; sent++) {
        const user = `user-${sender}-${sent}`;
        const body = ['One', 'Two', 'Three'].map((kind) => groups.error(kind, { user_id: user }));
        const { status } = await service.request('POST', '/errors', { as: 'ingest', body });
        expect(status).toBe(201);
      }
    };
    const senders = [send(1), send(2), send(3), send(4)];
    for (let round = 0; round < 15; round++) {
      expect((await post(one!, 'merge', { group_ids: [three, two] })).status).toBe(200);
      expect((await post(two!, 'unmerge')).status).toBe(200);
      expect((await post(two!, 'merge', { group_ids: [one] })).status).toBe(200);
      for (const id of [one!, three!]) expect((await post(id, 'unmerge')).status).toBe(200);
    }
    expect((await post(one!, 'merge', { group_ids: [two, three] })).status).toBe(200);
    done = true;
    await Promise.all(senders);
    expect(sent).toBeGreaterThan(20);
    const total = await groups.detail(one!);
    expect([total.event_count, total.user_count]).toEqual([3 * sent, sent]);
    expect(total.merged.map(({ event_count }: { event_count: number }) => event_count)).toEqual([sent, sent]);
    for (const id of [two!, three!]) await post(id, 'unmerge');
    for (const id of [one!, two!, three!]) {
      expect(await groups.detail(id)).toMatchObject({ event_count: sent, user_count: sent, merged: [] });
    }
  });

  it('brings along what was merged before', async () => {
    for (const kind of ['Inner', 'Middle', 'Outer']) await groups.happen(kind);
    const inner = await groups.idOf('Inner');
    const middle = await groups.idOf('Middle');
    await merge('Middle', 'Inner');
    const { body } = await merge('Outer', 'Middle');
    expect([body.event_count, body.merged.length]).toEqual([3, 2]);
    await groups.happen('Inner');
    expect((await groups.detailOf('Outer')).event_count).toBe(4);
    expect((await post(middle, 'unmerge')).body).toMatchObject({ event_count: 1, merged: [] });
    expect((await groups.detail(inner)).merged_into).toBe(body.group_id);
    expect((await groups.detailOf('Outer')).event_count).toBe(3);
  });

  it('judges a regression by the group that was merged into', async () => {
    for (const kind of ['Mended', 'Same']) await groups.happen(kind, { timestamp: groups.minutesAgo(1) });
    await merge('Mended', 'Same');
    await groups.change('Mended', { status: 'resolved' });
    await groups.happen('Same');
    const group = await groups.detailOf('Mended');
    expect([group.status, group.history.at(-1).kind]).toEqual(['unresolved', 'regressed']);
  });

  it('leaves a group ignored for so many more events or users as it was', async () => {
    for (const kind of ['Ignored', 'Noise']) await groups.happen(kind, { user_id: 'ada' });
    await groups.happen('Noise', { user_id: 'bob' });
    await groups.change('Ignored', { status: 'ignored', ignored_for_count: 2, ignored_for_users: 5 });
    const { body } = await merge('Ignored', 'Noise');
    expect(body).toMatchObject({ status: 'ignored', ignored_until_count: 5, ignored_until_user_count: 7 });
    await groups.happen('Noise');
    expect((await groups.detailOf('Ignored')).status).toBe('ignored');
    await groups.happen('Noise');
    expect((await groups.detailOf('Ignored')).status).toBe('unresolved');
  });

  it('is removed with all that was merged into it, and keeps what is merged while it has events', async () => {
    const kinds = ['Gone', 'GoneToo', 'Stays', 'StaysToo'];
    for (const kind of kinds) await groups.happen(kind, { user_id: 'ada' });
    const ids = await Promise.all(kinds.map((kind) => groups.idOf(kind)));
    await merge('Gone', 'GoneToo');
    await merge('Stays', 'StaysToo');
    await service.query(
      `update error_groups set last_seen_at = now() - interval '200 days' where group_id = any($1) and error_type <> 'Stays'`,
      [ids],
    );
    expect((await service.request('POST', '/cleanup', { body: {} })).status).toBe(200);
    const left = async (table: string, id = 'group_id') =>
      (
        await service.query<{ count: number }>(`select count(*)::int as count from ${table} where ${id} = any($1)`, [
          ids,
        ])
      )[0]!.count;
    expect(await left('error_groups')).toBe(2);
    expect(await left('error_fingerprints', 'fingerprint_id')).toBe(2);
    expect(await left('error_group_users')).toBe(2);
    expect(await left('error_merged_users')).toBe(1);
    expect(await left('error_group_events')).toBe(2);
    await groups.happen('StaysToo');
    expect((await groups.detailOf('Stays')).event_count).toBe(3);
  });

  it('refuses what cannot be merged or taken apart', async () => {
    for (const kind of ['Whole', 'Part']) await groups.happen(kind);
    const [whole, part] = [await groups.idOf('Whole'), await groups.idOf('Part')];
    await groups.happen('Foreign', { service: 'foreign' });
    const [foreign] = (await service.request('GET', '/error-groups?service=foreign')).body.items;
    const nobody = '00000000-0000-4000-8000-000000000000';
    const faults = async (target: string, ...ids: unknown[]) => {
      const { status, body } = await post(target, 'merge', { group_ids: ids });
      return [status, body.errors?.[0].path];
    };
    expect(await faults(whole, part, foreign.group_id)).toEqual([422, 'group_ids[1]']);
    expect(await faults(whole, nobody)).toEqual([422, 'group_ids[0]']);
    expect(await faults(whole, whole.toUpperCase())).toEqual([422, 'group_ids[0]']);
    expect(await faults(whole, 'x')).toEqual([422, 'group_ids']);
    expect(await faults(whole)).toEqual([422, 'group_ids']);
    expect(await faults(nobody, part)).toEqual([404, undefined]);
    expect((await post(part, 'unmerge')).status).toBe(409);
    expect((await post(nobody, 'unmerge')).status).toBe(404);
    await merge('Whole', 'Part');
    const other = await groups.idOf('Kept');
    expect(await faults(other, part)).toEqual([422, 'group_ids[0]']);
    expect(await faults(part, other)).toEqual([422, 'group_id']);
    const patch = { body: { status: 'resolved' } };
    expect((await service.request('PATCH', `/error-groups/${part}`, patch)).status).toBe(409);
    const asViewer = { as: 'viewer' as const, body: { group_ids: [other] } };
    expect((await service.request('POST', `/error-groups/${whole}/merge`, asViewer)).status).toBe(403);
  });
});
