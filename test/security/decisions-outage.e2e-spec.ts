import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { eventually } from '../support/eventually.js';
import { startService, type TestService } from '../support/service.js';

const PROBES = ['/wp-login.php', '/.env', '/.git/config', '/phpmyadmin/', '/vendor/phpunit/eval-stdin.php'];
const PROBED_SECONDS = 3600;

describe('decisions while PostgreSQL is away', () => {
  const directory = mkdtempSync(join(tmpdir(), 'monitoring-decisions-'));
  const data = join(directory, 'postgres');
  let postgres: EmbeddedPostgres;
  let service: TestService;

  beforeAll(async () => {
    chmodSync(directory, 0o755); // the server may run under another account than the tests
    postgres = await EmbeddedPostgres.start(data, { settings: { fsync: 'off' } });
    service = await startService({
      ownDatabase: false,
      env: { DATABASE_URL: postgres.url, SECURITY_DECISIONS: 'block', LOG_LEVEL: 'warn' },
    });
  });
  afterAll(async () => {
    await service?.stop();
    await postgres?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('are made when it is back, and end when they would have ended', async () => {
    await postgres.stop();
    const attacks = ['203.0.113.9', '203.0.113.10'].flatMap((ip_address) =>
      PROBES.map((path) => ({ path, ip_address, user_id: 'mallory', status: 200 })),
    );
    const answer = await service.request('POST', '/security/signals', { body: attacks });
    expect(answer.status).toBe(201);
    // All of them have been looked at: of users it asks last.
    await eventually(() => expect(service.output).toContain('the histories of users cannot be read'));
    const seenAt = Date.now();
    expect((await service.request('GET', '/security/decisions')).body.items).toEqual([]);

    postgres = await EmbeddedPostgres.start(data, { settings: { fsync: 'off' } });
    await eventually(
      async () => {
        const { items } = (await service.request('GET', '/security/decisions')).body;
        const decided = items.map(({ value, action }: { value: string; action: string }) => [value, action]);
        expect(decided.toSorted()).toEqual([
          ['203.0.113.10', 'block'],
          ['203.0.113.9', 'block'],
          ['mallory', 'block'],
        ]);
        for (const { expires_at } of items) {
          expect(Date.parse(expires_at)).toBeLessThanOrEqual(seenAt + PROBED_SECONDS * 1000);
        }
      },
      { timeoutMs: 40_000 },
    );
    expect(service.output).not.toContain('could not be stored');
  }, 90_000);
});
