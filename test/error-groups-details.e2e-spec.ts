import { ErrorGroupsTester } from './support/error-groups.js';
import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();
const kindsOf = (groups: { error_type: string }[]) => groups.map(({ error_type }) => error_type).sort();

describe('what is told of a group of errors', () => {
  let service: TestService;
  let groups: ErrorGroupsTester;

  beforeAll(async () => {
    service = await startService({ env: { ERROR_GROUP_LIMIT: '10000' } });
    groups = new ErrorGroupsTester(service, 'details');
  });
  afterAll(() => service?.stop());

  const get = async (kind: string, path: string) =>
    (await service.request('GET', `/error-groups/${await groups.idOf(kind)}/${path}`, { as: 'viewer' })).body;

  it('counts each user once, and sorts by them', async () => {
    for (const user of ['ada', 'bob', 'ada', undefined, 'Ada']) await groups.happen('Wide', { user_id: user });
    const batch = ['ada', 'ada', 'bob'].map((user) => groups.error('Narrow', { user_id: user }));
    await service.request('POST', '/errors', { as: 'ingest', body: batch });
    await groups.happen('Nobody');
    expect((await groups.list('sort=users')).map((group) => [group.error_type, group.user_count])).toEqual([
      ['Wide', 3],
      ['Narrow', 2],
      ['Nobody', 0],
    ]);
    const first = await service.request('GET', '/error-groups?service=details&sort=users&limit=2');
    expect((await groups.list(`sort=users&cursor=${first.body.next_cursor}`)).map((group) => group.error_type)).toEqual(
      ['Nobody'],
    );
    const hashes = await service.query<{ kept: string }>('select user_hash::text as kept from error_group_users');
    expect(hashes.some(({ kept }) => kept.includes('ada'))).toBe(false);
  });

  it('ignores a group until it has hit so many more users', async () => {
    await groups.happen('Quiet', { user_id: 'ada' });
    await groups.change('Quiet', { status: 'ignored', ignored_for_users: 2 });
    for (const user of ['ada', 'bob', 'bob']) await groups.happen('Quiet', { user_id: user });
    expect(await groups.detailOf('Quiet')).toMatchObject({ status: 'ignored', ignored_until_user_count: 3 });
    await groups.happen('Quiet', { user_id: 'eve' });
    expect(await groups.detailOf('Quiet')).toMatchObject({ status: 'unresolved', user_count: 3 });
    const faulty = await groups.change('Quiet', { status: 'resolved', ignored_for_users: 2 });
    expect(faulty).toMatchObject({ status: 422, body: { errors: [{ path: 'ignored_for_users' }] } });
  });

  it('counts events by hour and by day', async () => {
    for (const hours of [0, 0, 30, 50]) await groups.happen('Often', { timestamp: hoursAgo(hours) });
    await groups.happen('Merged', { timestamp: hoursAgo(30) });
    const body = { group_ids: [await groups.idOf('Merged')] };
    await service.request('POST', `/error-groups/${await groups.idOf('Often')}/merge`, { body });
    const week = await get('Often', 'counts');
    expect([week.step, week.items.length, week.items.at(-1).count]).toEqual(['hour', 169, 2]);
    expect(week.items.at(-31)).toEqual({ timestamp: expect.stringMatching(/:00:00\.000Z$/), count: 2 });
    const days = await get('Often', `counts?step=day&start_time=${hoursAgo(72)}`);
    expect([days.items.length, sum(days.items)]).toEqual([4, 5]);
    const month = await get('Often', `counts?start_time=${hoursAgo(24 * 30)}`);
    expect([month.step, month.items.length, sum(month.items)]).toEqual(['day', 31, 5]);
    expect(await get('Often', `counts?step=hour&start_time=${hoursAgo(24 * 90)}`)).toMatchObject({
      status: 400,
      errors: [{ path: 'step' }],
    });
    expect(await get('Often', `counts?start_time=${hoursAgo(-2)}`)).toMatchObject({ status: 400 });
  });

  it('breaks its newest events down', async () => {
    const tags = { school: 'north' };
    await groups.happen('Told', { release: '1.0', environment: 'test', endpoint: '/a', tags });
    await groups.happen('Told', { release: '1.1', environment: 'test', user_id: 'ada', tags: { ...tags, form: 'x' } });
    await groups.happen('Told', { release: '1.1', user_id: 'ada', tags: { school: 'south' } });
    expect(await get('Told', 'tags')).toEqual({
      event_count: 3,
      complete: true,
      releases: [
        { value: '1.1', count: 2 },
        { value: '1.0', count: 1 },
      ],
      environments: [{ value: 'test', count: 2 }],
      endpoints: [{ value: '/a', count: 1 }],
      users: [{ value: 'ada', count: 2 }],
      tags: [
        {
          name: 'school',
          values: [
            { value: 'north', count: 2 },
            { value: 'south', count: 1 },
          ],
        },
        { name: 'form', values: [{ value: 'x', count: 1 }] },
      ],
    });
    const many = Array.from({ length: 1100 }, (_, i) => groups.error('Told', { tags: { id: `${i}` } }));
    await service.request('POST', '/errors', { as: 'ingest', body: many });
    const newest = await get('Told', 'tags');
    expect([newest.event_count, newest.complete, newest.tags[0].values.length]).toEqual([1000, false, 10]);
  });

  it('knows no group that is not there', async () => {
    for (const path of ['counts', 'tags']) {
      const nobody = `/error-groups/00000000-0000-4000-8000-000000000000/${path}`;
      expect((await service.request('GET', nobody)).status).toBe(404);
    }
  });

  it('marks what is new, back, or far more frequent than usual', async () => {
    await groups.happen('Fresh');
    await groups.happen('Returned', { timestamp: hoursAgo(30) });
    await groups.change('Returned', { status: 'resolved' });
    await groups.happen('Returned');
    const marked = async (mark: string) => kindsOf(await groups.list(`mark=${mark}`));
    expect(await marked('regressed')).toEqual(['Returned']);
    expect(await groups.detailOf('Fresh')).toMatchObject({ is_new: true, is_escalating: false });
    expect(await groups.detailOf('Returned')).toMatchObject({ is_new: false });
    expect(await marked('new')).toContain('Fresh');
    expect(await marked('new')).not.toContain('Returned');
    await groups.change('Fresh', { status: 'resolved' });
    expect(await marked('new')).not.toContain('Fresh');

    const storm = (kind: string, ...hours: number[]) =>
      service.request('POST', '/errors', {
        as: 'ingest',
        body: hours.flatMap((at) => Array.from({ length: 40 }, () => groups.error(kind, { timestamp: hoursAgo(at) }))),
      });
    await storm('Usual', 0, 26, 50, 74);
    await groups.happen('Rising', { timestamp: hoursAgo(30) });
    await groups.happen('RisingApart', { timestamp: hoursAgo(30) });
    const body = { group_ids: [await groups.idOf('RisingApart')] };
    await service.request('POST', `/error-groups/${await groups.idOf('Rising')}/merge`, { body });
    await storm('RisingApart', 0);
    await storm('YoungStorm', 0);
    await eventually(async () => expect(await marked('escalating')).toEqual(['Rising']), { timeoutMs: 60_000 });
    const rising = await groups.detailOf('Rising');
    expect(rising).toMatchObject({ is_escalating: true, escalating_since: expect.any(String) });
    expect(rising.history.at(-1)).toMatchObject({ kind: 'escalated', actor: null });
    await service.query(`update error_group_hours set event_count = 1 where error_type = 'RisingApart'`);
    await eventually(async () => expect(await marked('escalating')).toEqual([]), { timeoutMs: 60_000 });
  }, 150_000);
});

function sum(items: { count: number }[]): number {
  return items.reduce((total, { count }) => total + count, 0);
}
