import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const DAY_MS = 86_400_000;
const TWENTY_DAYS_AGO = Date.now() - 20 * DAY_MS;

interface CleanupResult {
  table: string;
  partitions: string[];
  rows: number;
}

describe('retention', () => {
  let service: TestService;

  const clean = (body?: object) => service.request('POST', '/cleanup', { body });
  const resultFor = (answer: { body: { results: CleanupResult[] } }, table: string) =>
    answer.body.results.find((result) => result.table === table);
  const countErrors = async () =>
    (await service.query<{ count: number }>('select count(*)::int as count from error_events'))[0]!.count;
  const errorAt = (at: number) =>
    service.request('POST', '/errors', {
      body: { error_type: 'RetentionError', error_message: 'old or new', timestamp: at },
    });
  const keep = (days: number) =>
    service.request('PATCH', '/config', { body: { log_retention_days: days, metric_retention_days: days } });
  const dayName = (table: string, at: number) =>
    `${table}_y${new Date(at).toISOString().slice(0, 10).replace('-', 'm').replace('-', 'd')}`;
  const partitionOf = (table: string, at: number) =>
    service.query(
      `create table ${dayName(table, at)} partition of ${table}
       for values from ('${new Date(at).toISOString().slice(0, 10)}') to ('${new Date(at + DAY_MS).toISOString().slice(0, 10)}')`,
    );
  const exists = async (name: string) =>
    (await service.query<{ found: boolean }>('select to_regclass($1) is not null as found', [name]))[0]!.found;

  beforeAll(async () => {
    service = await startService();
    await service.query(
      `create function read_for(seconds int) returns bool language sql as 'select pg_sleep(seconds) is not null'`,
    );
  });
  afterAll(() => service?.stop());

  beforeEach(async () => {
    await keep(10);
    await clean();
    await service.query('truncate error_events');
    await keep(90);
  });

  /** Keeps a table's rows in use until the answer is called. */
  async function readFor20Seconds(table: string): Promise<() => Promise<void>> {
    const reader = service.query(`select read_for(20) from ${table}`).catch(() => {});
    const sleepers = `from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`;
    await eventually(async () => expect(await service.query(`select 1 ${sleepers}`)).toHaveLength(1));
    return async () => {
      await service.query(`select pg_terminate_backend(pid) ${sleepers}`);
      await reader;
    };
  }

  it('makes the partitions of the coming seven days at the start', async () => {
    for (const table of ['error_events', 'spans', 'security_event_records', 'metric_chunks', 'health_checks']) {
      for (const ahead of [0, 1, 7]) {
        await eventually(async () =>
          expect([table, ahead, await exists(dayName(table, Date.now() + ahead * DAY_MS))]).toEqual([
            table,
            ahead,
            true,
          ]),
        );
      }
    }
  });

  it('drops what is older than the setting, and only tells it with dry_run', async () => {
    const begun = Date.now();
    const old = dayName('error_events', TWENTY_DAYS_AGO);
    await partitionOf('error_events', TWENTY_DAYS_AGO);
    await errorAt(TWENTY_DAYS_AGO); // goes into its day's partition
    await errorAt(TWENTY_DAYS_AGO - DAY_MS); // has no day's partition: kept by the default one
    await errorAt(Date.now());
    expect(await countErrors()).toBe(3);

    expect(resultFor(await clean(), 'error_events')).toEqual({ table: 'error_events', partitions: [], rows: 0 });
    await keep(10);
    const dry = await clean({ dry_run: true });
    expect(dry).toMatchObject({ status: 200, body: { dry_run: true, failed: [] } });
    expect(resultFor(dry, 'error_events')).toEqual({ table: 'error_events', partitions: [old], rows: 2 });
    expect(await countErrors()).toBe(3);
    expect(await exists(old)).toBe(true);

    const wet = await clean();
    expect(wet.body.dry_run).toBe(false);
    expect(resultFor(wet, 'error_events')).toEqual(resultFor(dry, 'error_events'));
    expect(await countErrors()).toBe(1);
    expect(await exists(old)).toBe(false);
    const listed = await service.request('GET', `/errors?start_time=${TWENTY_DAYS_AGO - 2 * DAY_MS}`);
    expect(listed.body.items).toHaveLength(1);

    expect(resultFor(await clean(), 'error_events')).toMatchObject({ rows: 0 });
    const trail = await service.request('GET', `/audit?action=retention.cleaned_up&start_time=${begun}`);
    expect(
      trail.body.items.map(({ actor, details }: { actor: string; details: { dry_run: boolean; rows: number } }) => [
        actor,
        details.dry_run,
        details.rows,
      ]),
    ).toEqual([
      ['test-admin', false, 0],
      ['test-admin', false, wet.body.rows],
      ['test-admin', true, dry.body.rows],
      ['test-admin', false, 0],
    ]);
  });

  it('keeps a row outside every partition, and moves it when its partition is made', async () => {
    const ahead = Date.now() + 5 * DAY_MS;
    const name = dayName('security_event_records', ahead);
    await eventually(async () =>
      expect(await exists(dayName('security_event_records', Date.now() + 7 * DAY_MS))).toBe(true),
    );
    await service.query(`drop table ${name}`);
    await service.query(
      `insert into security_event_records (event_id, occurred_at, event_type, severity, service)
       values ('ahead', $1, 'clock_ahead', 'info', 'test')`,
      [new Date(ahead)],
    );
    const place = async () =>
      (
        await service.query<{ place: string }>(
          `select tableoid::regclass::text as place from security_event_records where event_type = 'clock_ahead'`,
        )
      ).map((row) => row.place);
    expect(await place()).toEqual(['security_event_records_default']);

    await service.restart();
    await eventually(async () => expect(await place()).toEqual([name]));
  });

  it('can be cut off and run again', async () => {
    await partitionOf('error_events', TWENTY_DAYS_AGO);
    await partitionOf('security_event_records', TWENTY_DAYS_AGO);
    await errorAt(TWENTY_DAYS_AGO);
    await service.request('POST', '/security/events', { body: { event_type: 'old', timestamp: TWENTY_DAYS_AGO } });
    await keep(10);

    // A reader in the way of the second table: the clean-up waits there, and is killed there.
    const release = await readFor20Seconds(dayName('security_event_records', TWENTY_DAYS_AGO));
    const cut = clean().catch(() => 'cut off');
    await eventually(async () => expect(await exists(dayName('error_events', TWENTY_DAYS_AGO))).toBe(false));
    await service.kill();
    expect(await cut).toBe('cut off');
    await release();

    await service.launch();
    const again = await eventually(async () => {
      const answer = await clean();
      expect(answer.status).toBe(200); // not 409: the lock of the killed clean-up has gone with its connection
      return answer;
    });
    expect(again.body.failed).toEqual([]);
    expect(resultFor(again, 'security_event_records')).toMatchObject({ rows: 1 });
    expect(await countErrors()).toBe(0);
    expect(await exists(dayName('security_event_records', TWENTY_DAYS_AGO))).toBe(false);
  });

  it('gives up on a table somebody reads for long, rather than keep its writers waiting, and says so', async () => {
    await partitionOf('error_events', TWENTY_DAYS_AGO);
    await errorAt(TWENTY_DAYS_AGO);
    await keep(10);
    const release = await readFor20Seconds('error_events');
    const answer = await clean();
    await release();
    expect(answer).toMatchObject({ status: 200, body: { failed: [{ table: 'error_events' }] } });
    expect(resultFor(await clean(), 'error_events')).toMatchObject({ rows: 1 });
  });

  it('runs one clean-up at a time', async () => {
    await partitionOf('error_events', TWENTY_DAYS_AGO);
    await errorAt(TWENTY_DAYS_AGO);
    await keep(10);
    const release = await readFor20Seconds('error_events');
    const first = clean();
    const waiting =
      'select 1 from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())';
    await eventually(async () => expect(await service.query(waiting)).not.toHaveLength(0));
    expect((await clean({ dry_run: true })).status).toBe(409);
    await release();
    expect((await first).status).toBe(200);
  });

  it.each([
    { body: { dry_run: 'yes' }, path: 'dry_run' },
    { body: { tables: ['spans'] }, path: 'tables' },
  ])('refuses $body', async ({ body, path }) => {
    const answer = await clean(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toBe(path);
  });
});
