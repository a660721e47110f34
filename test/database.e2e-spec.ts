import { execFile, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { EmbeddedPostgres } from '../src/database/embedded/embedded-postgres.js';
import { eventually } from './support/eventually.js';
import { commandLineOf, descendantsOf } from './support/process-tree.js';
import { startService, type TestService } from './support/service.js';
import { ServiceProcess } from './support/service-process.js';
import { queryOnce } from './support/test-database.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

describe('embedded PostgreSQL', () => {
  let service: TestService;
  const pidFile = () => join(service.dataDir, 'postgres/postmaster.pid');
  const postmaster = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);
  const keys = async () => (await service.request('GET', '/ingest-keys')).body.items as { name: string }[];

  beforeEach(async () => {
    service = await startService({ ownDatabase: false });
  });
  afterEach(() => service?.stop());

  it('keeps what was acknowledged over kill -9 of the service, of PostgreSQL and of both', async () => {
    await service.request('POST', '/ingest-keys', { body: { name: 'before the service was killed' } });
    await service.kill();
    await service.launch();
    await service.request('POST', '/ingest-keys', { body: { name: 'before PostgreSQL was killed' } });

    const killed = postmaster();
    process.kill(killed, 'SIGKILL');
    // A connection may go on for a moment after its server: only a new server is a restart.
    await eventually(() => expect(postmaster()).not.toBe(killed));
    await eventually(async () => expect((await service.request('GET', '/ingest-keys')).status).toBe(200));
    expect(service.process.running).toBe(true);
    await service.request('POST', '/ingest-keys', { body: { name: 'before both were killed' } });

    process.kill(postmaster(), 'SIGKILL');
    await service.kill();
    await service.launch();
    expect((await keys()).map((key) => key.name)).toEqual([
      'before both were killed',
      'before PostgreSQL was killed',
      'before the service was killed',
    ]);
  });

  it('stops PostgreSQL when the service is killed', async () => {
    const pid = postmaster();
    await service.kill();
    await eventually(() => expect(() => process.kill(pid, 0)).toThrow());
  });

  it('starts over stale lock files whose process id belongs to another program by now', async () => {
    await service.process.end('SIGTERM');
    expect(existsSync(pidFile())).toBe(false);
    // Of the server's own account: only then does PostgreSQL itself take the files for those of a running server.
    const { uid } = statSync(join(service.dataDir, 'postgres'));
    const other = spawn('sleep', ['60'], { uid });
    for (const file of [pidFile(), join(service.dataDir, 'postgres/.s.PGSQL.5432.lock')]) {
      writeFileSync(file, `${other.pid}\n${join(service.dataDir, 'postgres')}\n`);
    }
    await service.launch();
    other.kill();
    expect((await keys()).length).toBe(0);
  });

  it('refuses a second instance on the same directory, and leaves the first alone', async () => {
    const second = ServiceProcess.spawn({ DATA_DIR: service.dataDir, PORT: '0' });
    expect(await second.ended()).toBe(1);
    expect(second.output).toMatch(/Another PostgreSQL .* is using .* Is the service already running\?/);
    expect((await service.request('GET', '/ingest-keys')).status).toBe(200);
  });

  it('finishes requests in flight and stops within 10 s on SIGTERM and SIGINT, and leaves no server behind', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const pid = postmaster();
      const inFlight = Array.from({ length: 50 }, (_, index) =>
        service.request('POST', '/ingest-keys', { body: { name: `${signal} ${index}` } }),
      );
      await Promise.race(inFlight);
      const startedAt = performance.now();
      expect(await service.process.end(signal)).toBe(0);
      expect(performance.now() - startedAt).toBeLessThan(10_000);
      expect(() => process.kill(pid, 0)).toThrow();
      const answered = (await Promise.allSettled(inFlight)).filter(
        (outcome) => outcome.status === 'fulfilled' && outcome.value.status === 201,
      );
      await service.launch();
      const stored = (await keys()).filter((key) => key.name.startsWith(signal));
      expect(answered.length).toBeGreaterThan(0);
      expect(stored.length).toBeGreaterThanOrEqual(answered.length);
    }
  });

  it('lets the TypeORM command line share the server that is running', async () => {
    const typeorm = join(root, 'node_modules/typeorm/cli.js');
    const { stdout } = await run(process.execPath, [typeorm, 'migration:show', '-d', 'dist/ormconfig.js'], {
      cwd: root,
      env: { PATH: process.env.PATH, DATA_DIR: service.dataDir },
    });
    expect(stdout).toMatch(/\[X\].*Platform/);
    expect(stdout).not.toMatch(/\[ \]/);
    expect((await service.request('GET', '/ingest-keys')).status).toBe(200);
  });

  it('is started again also when it dies in the very moment it has become ready', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'monitoring-moment-'));
    chmodSync(directory, 0o755);
    const data = join(directory, 'postgres');
    const first = await EmbeddedPostgres.start(data);
    await first.stop();
    let killed = false;
    // The last thing a start does is to close the connection by which it found the server ready.
    const log = (line: string) => {
      if (killed || !line.includes('disconnection: session time')) return;
      killed = true;
      const named = (id: number) => commandLineOf(id).includes(data);
      for (const id of descendantsOf(process.pid).filter(named)) process.kill(id, 'SIGKILL');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200); // the end is known before the start goes on
    };
    const postgres = await EmbeddedPostgres.start(data, { log, settings: { log_disconnections: 'on' } });
    await eventually(async () => expect(await queryOnce(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]));
    expect(killed).toBe(true);
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  });
});

describe('embedded PostgreSQL under an ordinary account', () => {
  const NOBODY = 65_534;
  const isRoot = process.getuid?.() === 0;

  it('starts and stops without any privilege', async () => {
    // Run as an ordinary user already, every other test is this one.
    if (
      isRoot &&
      spawnSync('test', ['-r', join(root, 'dist/bundle/main.js')], { uid: NOBODY, cwd: '/' }).status !== 0
    ) {
      console.warn('skipped: this checkout is in a folder that no other account can read');
      return;
    }
    const dataDir = mkdtempSync(join(tmpdir(), 'monitoring-data-'));
    if (isRoot) chownSync(dataDir, NOBODY, NOBODY);
    const service = ServiceProcess.spawn({ DATA_DIR: dataDir, PORT: '0' }, isRoot ? { uid: NOBODY, gid: NOBODY } : {});
    await service.listening();
    expect(statSync(join(dataDir, 'postgres')).uid).toBe(isRoot ? NOBODY : process.getuid?.());
    expect(await service.end('SIGTERM')).toBe(0);
    rmSync(dataDir, { recursive: true, force: true });
  });
});

describe('schema', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  it('is what the entities say: TypeORM finds nothing to migrate', async () => {
    const typeorm = join(root, 'node_modules/typeorm/cli.js');
    const target = join(service.dataDir, 'nothing');
    const generate = run(process.execPath, [typeorm, 'migration:generate', target, '-d', 'dist/ormconfig.js'], {
      cwd: root,
      env: { PATH: process.env.PATH, DATABASE_URL: service.databaseUrl },
    });
    await expect(generate).rejects.toMatchObject({
      stdout: expect.stringContaining('No changes in database schema were found'),
    });
  });

  it('can be taken back migration by migration and made again', async () => {
    const typeorm = join(root, 'node_modules/typeorm/cli.js');
    const env = { PATH: process.env.PATH, DATABASE_URL: service.databaseUrl };
    const [{ count }] = (await service.query<{ count: number }>('select count(*)::int as count from migrations')) as [
      { count: number },
    ];
    await run(process.execPath, [typeorm, 'migration:revert', '-d', 'dist/ormconfig.js'], { cwd: root, env });
    // The others in one process: starting one for each takes minutes.
    const takeBack = `import { default as source } from './dist/ormconfig.js';
      await source.initialize();
      for (let left = ${count - 1}; left > 0; left--) await source.undoLastMigration();
      await source.destroy();`;
    await run(process.execPath, ['--input-type=module', '--eval', takeBack], { cwd: root, env });
    const left = await service.query(`select table_name from information_schema.tables where table_schema = 'public'`);
    expect(left).toEqual([{ table_name: 'migrations' }]);
    await service.restart();
    expect((await service.request('GET', '/ingest-keys')).status).toBe(200);
  });

  it('lets replicas that start together migrate once', async () => {
    const fresh = await startService();
    await fresh.process.end('SIGTERM');
    await fresh.query('drop schema public cascade');
    await fresh.query('create schema public');
    const replicas = [1, 2, 3].map(() =>
      ServiceProcess.spawn({
        DATABASE_URL: fresh.databaseUrl,
        DATA_DIR: fresh.dataDir,
        PORT: '0',
        JWT_SECRET: 'x'.repeat(40),
      }),
    );
    await Promise.all(replicas.map((replica) => replica.listening()));
    expect(await Promise.all(replicas.map((replica) => replica.end('SIGTERM')))).toEqual([0, 0, 0]);
    const twice = await fresh.query('select name from migrations group by name having count(*) > 1');
    expect(twice).toEqual([]);
    await fresh.stop();
  });
});
