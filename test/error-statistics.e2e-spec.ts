import { startService, type TestService } from './support/service.js';

const HOUR_MS = 3_600_000;

describe('statistics of errors', () => {
  let service: TestService;
  const now = Date.now();

  beforeAll(async () => {
    service = await startService({ env: { ERROR_GROUP_LIMIT: '3', ERROR_SAMPLE_ONE_IN: '1000' } });
    // Five in the newest hour, four in each of the seven hours before, one in each of the 24 before those; of each type three are stored.
    const hours = [5, ...Array(7).fill(4), ...Array(24).fill(1)] as number[];
    const errors = hours.flatMap((count, hour) =>
      Array.from({ length: count }, (_, i) => ({
        error_type: i % 2 === 0 ? 'Even' : 'Odd',
        error_message: 'x',
        service: 'school',
        severity: i === 0 ? 'critical' : 'error',
        endpoint: i === 0 ? '/students' : '/classes',
        http_method: 'GET',
        timestamp: now - hour * HOUR_MS - 60_000,
      })),
    );
    await service.request('POST', '/errors', { as: 'ingest', body: errors });
  });
  afterAll(() => service?.stop());

  const statistics = async (query: string) =>
    (await service.request('GET', `/errors?limit=1&service=school&${query}`, { as: 'viewer' })).body.statistics;

  it('has the trend of the last day, compared with the day before, with what was not stored', async () => {
    const { total, trend } = await statistics(`end_time=${now}`);
    expect(total).toBe(57);
    expect(trend).toMatchObject({
      start_time: new Date(now - 24 * HOUR_MS).toISOString(),
      end_time: new Date(now).toISOString(),
      count: 49,
      rate_per_minute: 0.03,
      previous_count: 8,
      change_percent: 512.5,
      step_seconds: 3600,
    });
    const counts = trend.steps.map(({ count }: { count: number }) => count);
    expect(counts.reduce((sum: number, count: number) => sum + count)).toBe(49);
    expect(counts.length).toBeGreaterThanOrEqual(24);
    const [stored] = await service.query('select count(*)::int as count from error_events');
    expect(stored).toEqual({ count: 6 });
  });

  it.each([
    ['two hours, by minutes', 2, 5 + 4, 4 + 4, 12.5],
    ['eight hours, by hours', 8, 5 + 7 * 4, 8, 312.5],
  ])('has the trend of %s', async (_, hours, count, previous, change) => {
    const { trend } = await statistics(`start_time=${now - hours * HOUR_MS}&end_time=${now}`);
    expect(trend).toMatchObject({ count, previous_count: previous, change_percent: change });
    expect(trend.steps.reduce((sum: number, step: { count: number }) => sum + step.count, 0)).toBe(count);
    expect(trend.steps.length).toBeLessThanOrEqual(101);
  });

  it('counts a type, a severity and a group alone', async () => {
    const [group] = await service.query<{ group_id: string }>(
      `select group_id from error_groups where error_type = 'Odd'`,
    );
    const range = `start_time=${now - 2 * HOUR_MS}&end_time=${now}`;
    expect((await statistics(`${range}&error_type=Odd`)).trend.count).toBe(4);
    expect((await statistics(`${range}&severity=critical`)).trend.count).toBe(2);
    expect((await statistics(`${range}&group_id=${group!.group_id}`)).trend.count).toBe(4);
  });

  it('counts endpoints among what is stored', async () => {
    const { by_endpoint } = await statistics('');
    expect(by_endpoint).toEqual([
      { endpoint: '/classes', http_method: 'GET', count: expect.any(Number) },
      { endpoint: '/students', http_method: 'GET', count: expect.any(Number) },
    ]);
    expect(by_endpoint.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(6);
  });

  it('has no change from nothing, no trend of a search, and none of an empty range', async () => {
    expect((await statistics(`start_time=${now - 200 * HOUR_MS}`)).trend).toMatchObject({
      count: 57,
      change_percent: null,
    });
    expect((await statistics('search=x')).trend).toBeNull();
    expect((await statistics(`start_time=${now}&end_time=${now}`)).trend).toBeNull();
  });
});
