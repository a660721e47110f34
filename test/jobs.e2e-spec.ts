import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

interface Job {
  name: string;
  interval_seconds: number | null;
  runs: number;
  failures: number;
  last_run_at: string | null;
  last_duration_ms: number | null;
  last_outcome: string | null;
  last_fault: string | null;
  next_run_at: string;
}

describe('the jobs that repeat', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  const read = async (as: 'viewer' | 'admin' = 'viewer'): Promise<Job[]> =>
    (await service.request('GET', '/jobs', { as })).body.items;
  const job = async (name: string, as?: 'viewer' | 'admin') => (await read(as)).find((one) => one.name === name)!;

  it('tell their last run and the next one', async () => {
    const reload = await eventually(async () => {
      const found = await job('configuration-reload');
      expect(found.runs).toBeGreaterThan(0);
      return found;
    });
    expect(reload).toMatchObject({ interval_seconds: 5, failures: 0, last_outcome: 'succeeded', last_fault: null });
    expect(reload.last_duration_ms).toBeGreaterThanOrEqual(0);
    expect(Date.parse(reload.last_run_at!)).toBeLessThanOrEqual(Date.now());
    const wait = Date.parse(reload.next_run_at) - Date.now();
    expect(wait).toBeGreaterThan(-2000);
    expect(wait).toBeLessThanOrEqual(5000);
  });

  it('are all listed, also those of the night', async () => {
    const items = await read();
    expect(items.map(({ name }) => name)).toEqual(items.map(({ name }) => name).toSorted());
    const cleanup = items.find(({ name }) => name === 'retention-cleanup')!;
    expect(cleanup).toMatchObject({ interval_seconds: null, last_outcome: null, last_run_at: null });
    expect(Date.parse(cleanup.next_run_at)).toBeGreaterThan(Date.now());
    expect((await service.request('GET', '/jobs', { as: 'ingest' })).status).toBe(403);
  });

  it('are skipped while another replica runs them', async () => {
    const held = service.query(`select pg_advisory_lock(hashtext('job:metric-compaction')), pg_sleep(20)`);
    await eventually(async () => expect((await job('metric-compaction')).last_outcome).toBe('skipped'), {
      timeoutMs: 18_000,
    });
    await held;
    await service.query(`select pg_advisory_unlock_all()`);
  }, 60_000);

  it('tell why they failed to administrators alone', async () => {
    await service.query('alter table configuration_changes rename to configuration_changes_away');
    try {
      const failed = await eventually(
        async () => {
          const found = await job('configuration-reload', 'admin');
          expect(found.last_outcome).toBe('failed');
          return found;
        },
        { timeoutMs: 20_000 },
      );
      expect(failed.last_fault).toContain('configuration_changes');
      expect(await job('configuration-reload')).toMatchObject({ last_outcome: 'failed', last_fault: null });
    } finally {
      await service.query('alter table configuration_changes_away rename to configuration_changes');
    }
  }, 40_000);
});
