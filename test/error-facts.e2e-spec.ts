import type { Database } from '../src/database/database.js';
import { ErrorGroupFacts } from '../src/errors/facts/error-group.facts.js';
import { startService, type TestService } from './support/service.js';

const DAY_MS = 86_400_000;

describe('facts of groups of errors', () => {
  let service: TestService;
  let facts: ErrorGroupFacts;

  beforeAll(async () => {
    service = await startService();
    facts = new ErrorGroupFacts({ query: (sql, values) => service.query(sql, values) } as Database);
  });
  afterAll(() => service?.stop());

  const happen = async (error_type: string, more: object = {}) => {
    const body = { error_type, error_message: 'again', service: 'facts', ...more };
    expect((await service.request('POST', '/errors', { as: 'ingest', body })).status).toBe(201);
  };
  const change = async (error_type: string, body: object) => {
    const { items } = (await service.request('GET', `/error-groups?error_type=${error_type}`)).body;
    expect((await service.request('PATCH', `/error-groups/${items[0].group_id}`, { body })).status).toBe(200);
  };

  it('are told until they are forgotten: new, regressed and returned, each once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => happen('First')));
    await change('First', { status: 'resolved' });
    await Promise.all(Array.from({ length: 10 }, () => happen('First', { severity: 'critical' })));
    await change('First', { status: 'ignored', ignored_for_count: 1 });
    await happen('First');
    await happen('Second');
    const told = await facts.oldest(10);
    expect(told.map(({ kind, error_type }) => [kind, error_type])).toEqual([
      ['new', 'First'],
      ['regressed', 'First'],
      ['returned', 'First'],
      ['new', 'Second'],
    ]);
    expect(told[0]).toEqual({
      id: expect.any(String),
      kind: 'new',
      at: expect.any(Date),
      group_id: expect.any(String),
      service: 'facts',
      error_type: 'First',
      error_message: 'again',
      severity: 'error',
      culprit: null,
      event_count: 21,
    });
    expect(await facts.oldest(2)).toEqual(told.slice(0, 2));
    await facts.forget(told.slice(0, 2));
    expect(await facts.oldest(10)).toEqual(told.slice(2));
  });

  it('go with the history of their groups when nobody asks for them', async () => {
    const timestamp = Date.now() - 20 * DAY_MS;
    await happen('Aged', { timestamp });
    await change('Aged', { comment: 'old' });
    await service.query(`update error_group_facts set at = now() - interval '20 days'`);
    const count = async (table: string) =>
      (await service.query<{ count: number }>(`select count(*)::int as count from ${table}`))[0]!.count;
    const before = await count('error_group_events');
    await service.request('PATCH', '/config', { body: { log_retention_days: 10 } });
    expect((await service.request('POST', '/cleanup', { body: {} })).status).toBe(200);
    expect(await count('error_group_facts')).toBe(0);
    expect(await count('error_group_events')).toBe(before - 1);
    expect(await service.query(`select from error_groups where error_type = 'Aged'`)).toEqual([]);
  });
});
