import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import { startService, type TestService } from '../support/service.js';
import { killPostgres, POSTGRES_KILLS } from './kill-postgres.js';
import { limitOf, ROUNDS, report } from './rounds.js';

const SENDERS = 4;
const BATCH = 20;
/** Entries that must be acknowledged between two kills. */
const ENTRIES = 200;

describe('kill -9 while the audit trail is written', () => {
  let service: TestService;
  let acknowledged: string[];
  let keys: string[];
  let goesOn: boolean;
  let senders: Promise<void>[];

  beforeEach(async () => {
    service = await startService({ ownDatabase: false, env: { LOG_LEVEL: 'warn' } });
    acknowledged = [];
    keys = [];
    goesOn = true;
    senders = [...Array.from({ length: SENDERS }, sendOn), change()];
  });
  afterEach(async () => {
    goesOn = false;
    await Promise.all(senders);
    await service?.stop();
  });

  const post = (path: string, body: unknown) =>
    service.request('POST', path, { body }).then(
      (answer) => answer,
      () => undefined,
    );

  /** Sends each batch until it is acknowledged, as the client does. */
  async function sendOn(): Promise<void> {
    while (goesOn) {
      const batch = Array.from({ length: BATCH }, () => ({
        id: randomUUID(),
        actor: 'teacher-17',
        action: 'grade.changed',
        target_type: 'grade',
        after: { mark: 64 },
      }));
      let status: number | undefined;
      while (status !== 201 && goesOn) {
        status = (await post('/audit', batch))?.status;
        if (status !== 201) await sleep(50);
      }
      if (status === 201) acknowledged.push(...batch.map(({ id }) => id));
    }
  }

  /** Changes something of the service's own, which is put on record with it. */
  async function change(): Promise<void> {
    while (goesOn) {
      const made = await post('/ingest-keys', { name: 'chaos' });
      if (made?.status === 201) keys.push(made.body.id);
      await sleep(20);
    }
  }

  async function inflict(rounds: number, what: string, kill: (round: number) => Promise<void>): Promise<void> {
    for (let round = 0; round < rounds; round++) {
      const before = acknowledged.length;
      await eventually(() => expect(acknowledged.length).toBeGreaterThan(before + ENTRIES), { timeoutMs: 60_000 });
      await kill(round);
    }
    const before = acknowledged.length;
    await eventually(() => expect(acknowledged.length).toBeGreaterThan(before + ENTRIES), { timeoutMs: 60_000 });
    goesOn = false;
    await Promise.all(senders);

    const rows = await service.query<{ id: string }>(`select id from audit_logs where reported_by is not null`);
    const found = new Set(rows.map(({ id }) => id));
    expect(found.size).toBe(rows.length);
    expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
    // Neither a change without its entry, nor an entry without its change.
    const apart = await service.query(
      `select coalesce(k.id::text, a.target_id) as id from ingest_keys k
       full join (select * from audit_logs where action = 'ingest_key.created') a on a.target_id = k.id::text
       where k.id is null or a.id is null`,
    );
    expect(apart).toEqual([]);
    const kept = await service.query<{ id: string }>('select id from ingest_keys');
    expect(keys.filter((id) => !kept.some((key) => key.id === id))).toEqual([]);
    const { body } = await service.request('GET', '/audit/verify');
    expect(body).toMatchObject({ intact: true, broken: null });
    report(
      `${rounds} times kill -9 of ${what}: ${acknowledged.length} entries acknowledged, all found once, in one chain`,
    );
  }

  it(
    'of the service, alone or with its PostgreSQL: every acknowledged entry is there once, in a chain that verifies',
    () =>
      inflict(ROUNDS, 'the service', async (round) => {
        if (round % 2 === 1) killPostgres(service, 'everything');
        await service.kill();
        await service.launch();
      }),
    limitOf(ROUNDS),
  );

  it(
    'of PostgreSQL under a service that goes on: every acknowledged entry is there once, in a chain that verifies',
    () =>
      inflict(Math.max(ROUNDS, POSTGRES_KILLS.length), 'PostgreSQL', async (round) => {
        killPostgres(service, POSTGRES_KILLS[round % POSTGRES_KILLS.length]!);
      }),
    limitOf(ROUNDS),
  );
});
