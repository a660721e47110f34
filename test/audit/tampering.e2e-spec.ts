import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startService, type TestService } from '../support/service.js';

/** What somebody does who is a superuser of the database: no trigger runs for him. */
const AS_SUPERUSER = 'set session_replication_role = replica';
const TABLES = ['audit_entries', 'audit_head', 'audit_checkpoints'];

describe('a trail that somebody tampered with', () => {
  let service: TestService;
  const ENTRIES = 12;

  beforeAll(async () => {
    service = await startService();
    const entries = Array.from({ length: ENTRIES }, (_, n) => ({
      actor: `teacher-${n}`,
      action: 'grade.changed',
      target_type: 'grade',
      after: { mark: 50 + n },
    }));
    await service.request('POST', '/audit', { body: entries });
    for (const table of TABLES) await service.query(`create table kept_${table} as select * from ${table}`);
  });
  afterEach(async () => {
    for (const table of TABLES) await tamper(`delete from ${table}; insert into ${table} select * from kept_${table}`);
    rmSync(join(service.dataDir, 'audit-checkpoint.json'), { force: true });
  });
  afterAll(() => service?.stop());

  const verify = async () => (await service.request('GET', '/audit/verify')).body;
  const checkpoint = () => service.request('POST', '/audit/checkpoints');
  const tamper = (sql: string) => service.query(`${AS_SUPERUSER}; ${sql}; set session_replication_role = origin`);
  const commandLine = (...args: string[]) => {
    const env = { PATH: process.env.PATH, DATABASE_URL: service.databaseUrl, DATA_DIR: service.dataDir };
    const { status, stdout, stderr } = spawnSync('node', ['dist/src/audit/verify.cli.js', ...args], {
      env,
      encoding: 'utf8',
    });
    return { status, output: stdout + stderr };
  };

  it.each([
    [`update audit_entries set actor = 'nobody' where sequence = 3`],
    [`delete from audit_entries where sequence = 3`],
    ['truncate audit_entries'],
    ['update audit_checkpoints set sequence = 1'],
    ['delete from audit_checkpoints'],
    ['update audit_head set sequence = 1'],
    ['delete from audit_head'],
  ])('is refused by the database: %s', async (sql) => {
    await checkpoint();
    const { entries } = await verify();
    await expect(service.query(sql)).rejects.toMatchObject({ code: '42501' });
    expect(await verify()).toMatchObject({ intact: true, entries });
  });

  it.each([
    ['changed an actor', `update audit_entries set actor = 'nobody' where sequence = 3`, 3, 'not what was written'],
    [
      'changed a structure',
      `update audit_entries set after = '{"mark": 99}' where sequence = 7`,
      7,
      'not what was written',
    ],
    ['changed a time', `update audit_entries set occurred_at = now() where sequence = 12`, 12, 'not what was written'],
    ['deleted a row', 'delete from audit_entries where sequence = 5', 5, 'entry 5 is missing'],
    ['deleted rows', 'delete from audit_entries where sequence between 5 and 7', 5, 'entries 5 to 7 are missing'],
    ['deleted the first', 'delete from audit_entries where sequence <= 2', 1, 'entries 1 to 2 are missing'],
    ['deleted the tail', 'delete from audit_entries where sequence > 10', 11, 'entries up to 12 were written'],
    ['deleted all', 'delete from audit_entries', 1, 'entries up to 12 were written'],
    [
      'reordered two',
      `update audit_entries set sequence = case sequence when 4 then -5 else -4 end where sequence in (4, 5);
       update audit_entries set sequence = -sequence where sequence < 0`,
      4,
      'not what was written',
    ],
    [
      'put the hash right as well, of one entry',
      `update audit_entries set hash = sha256(hash), previous_hash = previous_hash where sequence = 6`,
      6,
      'not what was written',
    ],
    [
      'deleted the tail, and moved the end back',
      `delete from audit_entries where sequence > 10;
       update audit_head set sequence = 11, hash = (select hash from audit_entries where sequence = 10)`,
      11,
      'entries up to 11 were written',
    ],
    ['set the end to another hash', `update audit_head set hash = sha256('x')`, 12, 'the end of the chain'],
  ])('is known for it: somebody %s', async (_, sql, sequence, reason) => {
    expect(await verify()).toMatchObject({ intact: true, broken: null });
    await tamper(sql);
    expect(await verify()).toMatchObject({
      intact: false,
      broken: { sequence, reason: expect.stringContaining(reason) },
    });
  });

  it('is known by its checkpoint: tail deleted with the end moved back, an older copy restored, a chain written anew', async () => {
    await service.request('POST', '/audit', { body: { actor: 'late', action: 'grade.changed', target_type: 'grade' } });
    const made = (await checkpoint()).body;
    expect(made).toMatchObject({ sequence: ENTRIES + 2, kind: 'regular' });
    expect(await verify()).toMatchObject({ intact: true, checkpoints: 2 });

    for (const table of TABLES) await tamper(`delete from ${table}; insert into ${table} select * from kept_${table}`);
    const broken = { sequence: ENTRIES + 1, reason: expect.stringContaining(`entries up to ${ENTRIES + 2}`) };
    expect(await verify()).toMatchObject({ intact: false, broken });
    expect(commandLine()).toEqual({
      status: 1,
      output: expect.stringContaining(`The audit trail is broken at entry ${ENTRIES + 1}`),
    });
    // The service does not replace what shows it.
    expect(await checkpoint()).toMatchObject({ status: 409 });
    expect(JSON.parse(readFileSync(join(service.dataDir, 'audit-checkpoint.json'), 'utf8'))).toEqual(made);

    // Whoever has the machine too takes the file away: what was sent elsewhere still tells.
    rmSync(join(service.dataDir, 'audit-checkpoint.json'));
    expect(await verify()).toMatchObject({ intact: true });
    const kept = join(service.dataDir, 'kept.json');
    writeFileSync(kept, `${JSON.stringify(made)}\n`);
    expect(commandLine('--checkpoint', kept)).toMatchObject({ status: 1 });
    writeFileSync(kept, `${JSON.stringify({ ...made, sequence: ENTRIES })}\n`);
    expect(commandLine('--checkpoint', kept).output).toContain('a signature that is not right');
  });
});
