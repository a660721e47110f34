import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killPostgres } from '../chaos/kill-postgres.js';
import { eventually } from '../support/eventually.js';
import { startService, type TestService } from '../support/service.js';

const OWN = `
- name: certificate-hunt
  description: One user downloads many certificates
  event_type: certificate_hunt
  severity: error
  kinds: [request]
  filter: [{ field: path, any_of: ['*/certificate'] }]
  group_by: [user_id]
  distinct: path
  capacity: 3
  leak_seconds: 60
  blackhole_seconds: 60
  decision: { block: { scope: user_id, duration_seconds: 600 } }
`;

describe('the watch, as it is set', () => {
  const folder = mkdtempSync(join(tmpdir(), 'monitoring-detections-'));
  let service: TestService | undefined;

  afterEach(async () => {
    await service?.stop();
    service = undefined;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const file = (text: string) => {
    const path = join(folder, 'own.yaml');
    writeFileSync(path, text);
    return path;
  };
  const hunt = () =>
    Array.from({ length: 6 }, (_, n) => ({ path: `/students/${n}/certificate`, user_id: 'u1', status: 200 }));
  const events = async (query: string) => (await service!.request('GET', `/security/events?${query}`)).body.items;

  it('uses the detections of files, and blocks whom they name when it is told to', async () => {
    service = await startService({ env: { SECURITY_DETECTION_FILES: file(OWN), SECURITY_DECISIONS: 'block' } });
    await service.request('POST', '/security/signals', { body: hunt() });
    await eventually(async () =>
      expect(await events('event_type=certificate_hunt')).toMatchObject([{ user_id: 'u1' }]),
    );
    await eventually(async () =>
      expect((await service!.request('GET', '/security/decisions')).body.items).toMatchObject([
        { scope: 'user_id', value: 'u1', action: 'block', detection: 'certificate-hunt' },
      ]),
    );
  });

  it('does not start with a file that has a fault, and names it', async () => {
    const path = file(OWN.replace('capacity: 3', 'capacity: many'));
    await expect(startService({ env: { SECURITY_DETECTION_FILES: path } })).rejects.toThrow(/own\.yaml.*\n.*capacity/s);
  });

  it('looks for nothing when it is switched off', async () => {
    service = await startService({ env: { SECURITY_DETECTION_FILES: file(OWN), ENABLE_SECURITY_WATCH: 'false' } });
    await service.request('POST', '/security/signals', { body: hunt() });
    await fetch(`${service.url}/.env`);
    await service.restart();
    expect(await events('service=monitoring&event_type=scanner_probe')).toEqual([]);
    expect(await events('event_type=certificate_hunt')).toEqual([]);
  });

  it('keeps what it sees while PostgreSQL is away, and writes it once when that is back', async () => {
    service = await startService({
      ownDatabase: false,
      env: { SECURITY_DETECTION_FILES: file(OWN), LOG_LEVEL: 'warn' },
    });
    killPostgres(service, 'everything');
    const answer = await service.request('POST', '/security/signals', { body: hunt() });
    expect(answer.status).toBe(201);
    await eventually(
      async () => expect(await events('event_type=certificate_hunt')).toMatchObject([{ user_id: 'u1' }]),
      { timeoutMs: 40_000 },
    );
    expect(service.output).not.toContain('security events could not be stored');
  }, 60_000);
});
