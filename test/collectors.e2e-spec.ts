import { hostname } from 'node:os';
import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

interface RawSample {
  value: number;
  tags: Record<string, string>;
}

describe('collectors', () => {
  let service: TestService;
  const samples = async (name: string): Promise<RawSample[]> =>
    (await service.request('GET', `/metrics?metric_name=${name}`, { as: 'viewer' })).body.items;

  beforeAll(async () => {
    service = await startService({ env: { COLLECTOR_INTERVAL_SECONDS: '1' } });
  });
  afterAll(() => service?.stop());

  it('tells the machine’s figures', async () => {
    const body = await eventually(async () => {
      const answer = await service.request('GET', '/system', { as: 'viewer' });
      expect(answer.status).toBe(200);
      expect(answer.body.cpu_usage).not.toBeNull();
      return answer.body;
    });
    expect(body.hostname).toBe(hostname());
    expect(body.cpu_usage).toBeGreaterThanOrEqual(0);
    expect(body.cpu_usage).toBeLessThanOrEqual(100);
    expect(body.cpu_count).toBeGreaterThan(0);
    expect(body.memory_used_bytes).toBeLessThanOrEqual(body.memory_total_bytes);
    expect(body.memory_usage).toBeCloseTo((100 * body.memory_used_bytes) / body.memory_total_bytes, 1);
    expect(body.disk_usage).toBe(Math.max(...body.disks.map(({ usage }: { usage: number }) => usage)));
    expect(body.container.limited).toBe(
      body.container.cpu_limit !== null || body.container.memory_limit_bytes !== null,
    );
    expect(body.process.resident_memory_bytes).toBeGreaterThan(10_000_000);
    expect(Date.now() - Date.parse(body.collected_at)).toBeLessThan(5000);
  });

  it.each(['system_cpu_usage', 'system_memory_usage', 'system_load_1m', 'process_resident_memory_bytes'])(
    'records %s at every interval, tagged with the host',
    async (name) => {
      const recorded = await eventually(async () => {
        const found = await samples(name);
        expect(found.length).toBeGreaterThanOrEqual(3);
        return found;
      });
      for (const { value, tags } of recorded) {
        expect(tags.host).toBe(hostname());
        expect(value).toBeGreaterThanOrEqual(0);
      }
    },
  );

  it('records each disk under its mount', async () => {
    const recorded = await eventually(async () => {
      const found = await samples('system_disk_usage');
      expect(found.length).toBeGreaterThan(0);
      return found;
    });
    expect(recorded[0]!.tags.mount).toMatch(/^\//);
  });

  it('tells the database’s figures', async () => {
    const [server] = await service.query<{ version: string; name: string; max: number }>(
      `select current_setting('server_version') as version, current_database() as name, current_setting('max_connections')::int as max`,
    );
    await service.request('GET', '/database', { as: 'viewer' });
    const { status, body } = await service.request('GET', '/database', { as: 'viewer' });
    expect(status).toBe(200);
    expect(server!.version).toContain(body.version);
    expect(body.connections.max).toBe(server!.max);
    expect(body.connections.total).toBeGreaterThanOrEqual(body.connections.active + body.connections.idle);
    expect(body.connections.active).toBeGreaterThan(0);
    expect(body.size_bytes).toBeGreaterThan(1_000_000);
    expect(body.cache_hit_percent).toBeGreaterThan(0);
    expect(body.transactions_per_second).toBeGreaterThanOrEqual(0);
    const tables = body.tables as { table: string; size_bytes: number }[];
    expect(tables.map(({ table }) => table)).toContain('health_checks');
    expect(tables.some(({ table }) => table.includes('_y20'))).toBe(false);
    expect(tables.map(({ size_bytes }) => size_bytes)).toEqual(
      tables.map(({ size_bytes }) => size_bytes).sort((a, b) => b - a),
    );

    const recorded = await eventually(async () => {
      const found = await samples('database_connections');
      expect(found.length).toBeGreaterThanOrEqual(2);
      return found;
    });
    expect(recorded[0]!.tags).toEqual({ database: server!.name });
    expect(recorded[0]!.value).toBeGreaterThan(0);
  });
});
