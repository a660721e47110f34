import { startService, type TestService } from '../support/service.js';

const AS_SUPERUSER = 'set session_replication_role = replica';

describe('the retention of the audit trail', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ env: { AUDIT_RETENTION_DAYS: '30' } });
  });
  afterAll(() => service?.stop());

  const verify = async () => (await service.request('GET', '/audit/verify')).body;
  const tamper = (sql: string) => service.query(`${AS_SUPERUSER}; ${sql}; set session_replication_role = origin`);

  it('cuts the chain at a checkpoint, from where it verifies, and only there', async () => {
    const entries = (n: number) =>
      Array.from({ length: n }, () => ({ actor: 'teacher', action: 'grade.changed', target_type: 'grade' }));
    await service.request('POST', '/audit', { body: entries(10) });
    await service.request('POST', '/audit/checkpoints');
    // Time passes.
    await tamper(`update audit_entries set recorded_at = recorded_at - interval '40 days'`);
    await service.request('POST', '/audit', { body: entries(5) });
    const cut = await service.request('POST', '/cleanup', { body: { dry_run: true } });
    const rowsOf = ({ body }: typeof cut) =>
      body.results.find(({ table }: { table: string }) => table === 'audit_entries').rows;
    expect(rowsOf(cut)).toBe(11);
    expect(rowsOf(await service.request('POST', '/cleanup', { body: {} }))).toBe(11);
    expect((await service.request('GET', '/audit/checkpoints')).body.items[0]).toMatchObject({
      sequence: 11,
      kind: 'cut',
    });
    expect(await verify()).toMatchObject({ intact: true, entries: 7, last_sequence: 18 });
    expect((await service.request('POST', '/audit/checkpoints')).status).toBe(201);

    await tamper('delete from audit_entries where sequence = 12');
    expect(await verify()).toMatchObject({ broken: { sequence: 12, reason: 'entry 12 is missing' } });
    await tamper(
      `insert into audit_checkpoints select 12, 'cut', hash, made_at, public_key, signature from audit_checkpoints where kind = 'cut'`,
    );
    expect(await verify()).toMatchObject({
      broken: { reason: expect.stringContaining('a signature that is not right') },
    });
  });
});
