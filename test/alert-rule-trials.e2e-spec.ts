import { eventually } from './support/eventually.js';
import { postMetrics } from './support/post-metrics.js';
import { startService, type TestService } from './support/service.js';

const MINUTE = 60_000;

describe('alert rules tried before saving, and explained after', () => {
  let service: TestService;
  /** The full minute before the tests began. */
  let now: number;

  /** A sample a minute for three hours; host b is beyond the threshold for half an hour, two hours ago. */
  beforeAll(async () => {
    service = await startService({ env: { ALERT_EVALUATION_SECONDS: '1', COLLECTOR_INTERVAL_SECONDS: '3600' } });
    now = Math.floor(Date.now() / MINUTE) * MINUTE;
    const metrics = ['a', 'b'].flatMap((host) =>
      Array.from({ length: 180 }, (_, back) => ({
        metric_name: 'trial_load',
        metric_type: 'gauge',
        value: host === 'b' && back >= 90 && back < 120 ? 95 : 20,
        tags: { host },
        timestamp: now - back * MINUTE,
      })),
    );
    await postMetrics(service, metrics);
  });
  afterAll(() => service?.stop());

  const rule = (changes: object = {}) => ({
    name: 'Loaded',
    metric_name: 'trial_load',
    condition: 'gt',
    threshold: 80,
    window_seconds: 60,
    duration: 300,
    group_by: ['host'],
    severity: 'error',
    ...changes,
  });
  const test = (changes: object = {}, backtest_days = 0.1) =>
    service.request('POST', '/alert-rules/test', { body: { rule: rule(changes), backtest_days } });

  it('tells what it would do now, group by group, and why', async () => {
    const { status, body } = await test({ window_seconds: 300, condition: 'lt', threshold: 30, duration: 0 });
    expect(status).toBe(200);
    expect(body.groups).toEqual([
      { tags: { host: 'a' }, value: 20, status: 'firing', reason: '20 < 30' },
      { tags: { host: 'b' }, value: 20, status: 'firing', reason: '20 < 30' },
    ]);
    expect((await test({ window_seconds: 300 })).body.groups[0]).toMatchObject({
      status: 'inactive',
      reason: '20 is not > 80',
    });
  });

  it('tells when it would have fired and been resolved, and how often somebody would have been told', async () => {
    const { body } = await test();
    expect(body.backtest).toMatchObject({ step_seconds: 5, fired: 1, notifications: 2, groups: 2, truncated: false });
    const [alert] = body.backtest.alerts;
    expect(alert).toMatchObject({ tags: { host: 'b' }, worst_value: 95, notified: true });
    const minutesAgo = (time: string) => (now - Date.parse(time)) / MINUTE;
    // The burst's first sample is 119 minutes old, and its last 90; a window is a minute long.
    expect(minutesAgo(alert.started_at)).toBeGreaterThan(118);
    expect(minutesAgo(alert.started_at)).toBeLessThan(119.1);
    expect(minutesAgo(alert.fired_at)).toBeCloseTo(minutesAgo(alert.started_at) - 5, 1);
    expect(minutesAgo(alert.resolved_at)).toBeGreaterThan(88.5);
    expect(minutesAgo(alert.resolved_at)).toBeLessThan(90.1);
  });

  it('tries other kinds of rules on the past, too', async () => {
    const { body } = await test({
      method: { type: 'change', offset: 3600, as: 'difference' },
      duration: 0,
      threshold: 50,
    });
    expect(body.backtest.fired).toBeGreaterThanOrEqual(1);
    expect(body.backtest.alerts[0]).toMatchObject({ tags: { host: 'b' } });
  });

  it('learns what was usual in the past for a rule on anomalies', async () => {
    const quarter = 15 * MINUTE;
    const samples = Array.from({ length: 6 * 96 }, (_, back) => ({
      metric_name: 'seasonal_load',
      metric_type: 'gauge',
      // A day's wave, and something unusual for an hour, two hours ago.
      value: 50 + 20 * Math.sin((back / 96) * 2 * Math.PI) + (back % 7) + (back >= 8 && back < 12 ? 80 : 0),
      timestamp: now - back * quarter - MINUTE,
    }));
    await postMetrics(service, samples);
    const { body } = await test(
      {
        metric_name: 'seasonal_load',
        method: { type: 'anomaly', training_days: 4, direction: 'above' },
        group_by: [],
        window_seconds: 900,
        duration: 0,
        threshold: 2,
      },
      1,
    );
    expect(body.backtest).toMatchObject({ groups: 1, truncated: false });
    const unusual = body.backtest.alerts.filter(({ fired_at }: { fired_at: string }) => {
      const ago = (now - Date.parse(fired_at)) / quarter;
      return ago >= 7 && ago <= 13;
    });
    expect(unusual).toHaveLength(1);
    expect(body.backtest.fired).toBeLessThanOrEqual(3);
  });

  it('stores nothing and tells nobody', async () => {
    const { body } = await service.request('GET', '/alert-rules');
    expect(body.items.map(({ name }: { name: string }) => name)).not.toContain('Loaded');
    expect(await service.query('select from notifications')).toHaveLength(0);
  });

  it.each([
    [{ threshold: 'x' }, 'rule.threshold'],
    [{ duration: -1 }, 'rule.duration'],
    [{ thresold: 1 }, 'rule.thresold'],
    [{ notification_channels: ['nowhere'] }, 'rule.notification_channels[0]'],
    [{ matchers: [{ tag: 'a', operator: '=~', value: '(' }] }, 'rule.matchers[0].value'],
  ])('refuses %j as saving does', async (changes, path) => {
    const { status, body } = await test(changes);
    expect(status).toBe(422);
    expect(body.errors[0].path).toBe(path);
  });

  it('keeps what every evaluation found, and why the rule fired or did not', async () => {
    const { body: created } = await service.request('POST', '/alert-rules', {
      body: rule({ condition: 'lt', threshold: 30, window_seconds: 3600, duration: 2, notification_channels: [] }),
    });
    const page = await eventually(async () => {
      const { body } = await service.request('GET', `/alert-rules/${created.rule_id}/evaluations`, { as: 'viewer' });
      expect(body.items[0]?.status).toBe('firing');
      expect(body.items[0]?.reason).toContain('still');
      return body;
    });
    const oldest = page.items.at(-1);
    expect(oldest).toMatchObject({
      status: 'pending',
      value: 20,
      threshold: 30,
      group_count: 2,
      reason: '20 < 30, held for 0 s of 2 s',
      groups: [
        { tags: { host: 'a' }, status: 'pending' },
        { tags: { host: 'b' }, status: 'pending' },
      ],
      error: null,
    });
    const reasons = page.items.map(({ reason }: { reason: string }) => reason);
    expect(reasons).toContain('20 < 30');
    const { body: first } = await service.request('GET', `/alert-rules/${created.rule_id}/evaluations?limit=1`);
    const { body: second } = await service.request(
      'GET',
      `/alert-rules/${created.rule_id}/evaluations?limit=1&cursor=${first.next_cursor}`,
    );
    expect(Date.parse(second.items[0].at)).toBeLessThan(Date.parse(first.items[0].at));
  });

  it('tells of mutes and of faults', async () => {
    const ends_at = new Date(Date.now() + 3_600_000).toISOString();
    const matchers = [{ tag: 'name', operator: '=', value: 'Muted' }];
    await service.request('POST', '/silences', { body: { matchers, ends_at, comment: 'We know.' } });
    const { body: muted } = await service.request('POST', '/alert-rules', {
      body: rule({ name: 'Muted', condition: 'lt', threshold: 30, window_seconds: 3600, duration: 0 }),
    });
    const { body: wild } = await service.request('POST', '/alert-rules', {
      body: rule({ name: 'Wild', metric_name: 'many' }),
    });
    const many = Array.from({ length: 1001 }, (_, host) => ({
      metric_name: 'many',
      metric_type: 'gauge',
      value: 1,
      tags: { host: `h${host}` },
    }));
    await postMetrics(service, many);
    const latest = async (ruleId: string) =>
      (await service.request('GET', `/alert-rules/${ruleId}/evaluations?limit=1`)).body.items[0];
    await eventually(async () => {
      expect(await latest(muted.rule_id)).toMatchObject({
        status: 'firing',
        reason: expect.stringContaining('silence: We know.'),
      });
      expect(await latest(wild.rule_id)).toMatchObject({
        status: 'failed',
        error: expect.stringContaining('1001 groups'),
      });
    });
    expect((await service.request('GET', '/alert-rules/7a0c5c2e-6f0e-4c58-9d55-52f0c3b2a001/evaluations')).status).toBe(
      404,
    );
  });
});
