import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const METRIC = { metric_name: 'used_total', metric_type: 'counter', value: 1 };
const MINUTE_MS = 60_000;

describe('the last use of an ingest key', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  const make = async (name: string) => (await service.request('POST', '/ingest-keys', { body: { name } })).body;
  const send = (key: string) =>
    service.request('POST', '/metrics', { as: null, body: METRIC, headers: { 'x-api-key': key } });
  const lastUses = async (): Promise<Record<string, string | null>> => {
    const { body } = await service.request('GET', '/ingest-keys');
    return Object.fromEntries(body.items.map((item: Record<string, string>) => [item.name, item.last_used_at]));
  };

  it('is kept to the minute, however many requests come, in few writes', async () => {
    const [used, idle] = [await make('used'), await make('idle')];
    expect(used.last_used_at).toBeNull();
    const before = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
    for (let i = 0; i < 100; i++) expect((await send(used.key)).status).toBe(201);
    expect((await send(`${idle.key.slice(0, -1)}x`)).status).toBe(401);
    const { used: at, idle: never } = await eventually(
      async () => {
        const uses = await lastUses();
        expect(uses.used).not.toBeNull();
        return uses;
      },
      { timeoutMs: 40_000, everyMs: 500 },
    );
    expect(Date.parse(at!) % MINUTE_MS).toBe(0);
    expect(Date.parse(at!)).toBeGreaterThanOrEqual(before);
    expect(never).toBeNull();
    await eventually(async () => {
      const [writes] = await service.query<{ count: number }>(
        `select n_tup_upd::int as count from pg_stat_user_tables where relname = 'ingest_keys'`,
      );
      expect(writes!.count).toBeGreaterThan(0);
      expect(writes!.count).toBeLessThan(10);
    });
  }, 60_000);

  it('is not lost when the service stops', async () => {
    const { key } = await make('stopping');
    await send(key);
    await service.restart();
    expect((await lastUses()).stopping).not.toBeNull();
  });
});
