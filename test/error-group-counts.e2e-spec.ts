import { ErrorGroupsTester } from './support/error-groups.js';
import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

describe('how many groups of errors there are', () => {
  let service: TestService;
  let errors: ErrorGroupsTester;

  beforeAll(async () => {
    service = await startService();
    errors = new ErrorGroupsTester(service, 'counted');
  });
  afterAll(() => service?.stop());

  const count = async (query = '') =>
    (await service.request('GET', `/error-groups/counts?${query}`, { as: 'viewer' })).body;

  it('is counted by state, of those that fit', async () => {
    const old = errors.minutesAgo(3 * 24 * 60);
    for (const kind of ['Old', 'Back', 'Ignored', 'Resolved']) await errors.happen(kind, { timestamp: old });
    for (const kind of ['New', 'Newer']) await errors.happen(kind);
    await errors.change('Back', { status: 'resolved' });
    await errors.happen('Back');
    await errors.change('Ignored', { status: 'ignored' });
    await errors.change('Resolved', { status: 'resolved' });
    await service.request('POST', '/errors', {
      body: { error_type: 'Other', error_message: 'elsewhere', service: 'other', severity: 'critical' },
    });
    const own = { unresolved: 4, new: 2, escalating: 0, regressed: 1, ignored: 1, resolved: 1, all: 6 };
    expect(await count('service=counted')).toEqual(own);
    expect(await count()).toEqual({ ...own, unresolved: 5, new: 3, all: 7 });
    expect(await count('severity=critical')).toMatchObject({ unresolved: 1, all: 1 });
    expect(await count('search=ELSEWHERE')).toMatchObject({ all: 1 });
    for (const [tab, filter] of [
      ['new', 'mark=new'],
      ['regressed', 'mark=regressed'],
      ['ignored', 'status=ignored'],
      ['all', ''],
    ] as const) {
      expect({ tab, count: (await errors.list(filter)).length }).toEqual({ tab, count: own[tab] });
    }
    const { status, body } = await service.request('GET', '/error-groups/counts?status=resolved');
    expect({ status, path: body.errors[0].path }).toEqual({ status: 400, path: 'status' });
  });

  it('reads an index alone, of many groups', async () => {
    await service.query(
      `insert into error_groups (group_id, service, error_type, error_message, severity, event_count, first_seen_at, last_seen_at)
       select gen_random_uuid(), 's' || n % 50, 'T' || n, repeat('m', 500), 'error', 1, now(), now() from generate_series(1, 50000) n`,
    );
    // What the vacuum finds depends on what runs beside it.
    await eventually(
      async () => {
        await service.query('vacuum analyze error_groups');
        for (const condition of ['', `and service = 's7'`]) {
          const plan = await service.query(
            `explain select count(*) filter (where status = 'unresolved' and first_seen_at > now()),
               count(*) filter (where escalating_since is not null), count(*) filter (where regressed_at is not null)
             from error_groups where merged_into is null ${condition}`,
          );
          expect(JSON.stringify(plan)).toContain('Index Only Scan using error_groups_counted');
        }
      },
      { timeoutMs: 20_000, everyMs: 1000 },
    );
    expect((await count()).all).toBe(50_007);
  }, 40_000);
});
