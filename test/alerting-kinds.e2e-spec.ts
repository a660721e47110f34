import { eventually } from './support/eventually.js';
import { MetricFeed } from './support/metric-feed.js';
import { postMetrics } from './support/post-metrics.js';
import { startService, type TestService } from './support/service.js';

const HOUR = 3600;
const RULE = { condition: 'gt', severity: 'warning', cooldown_seconds: 0, notification_channels: ['webhook'] };
const RATIO = { divide_by: { metric_name: 'answers' } };

/** Rules whose value is more than the aggregate of one window. */
describe('kinds of alert rules', () => {
  let service: TestService;
  let feed: MetricFeed;

  beforeAll(async () => {
    service = await startService({ env: { ALERT_EVALUATION_SECONDS: '1', COLLECTOR_INTERVAL_SECONDS: '3600' } });
    feed = new MetricFeed(service);
  });
  afterAll(async () => {
    feed?.stop();
    await service?.stop();
  });

  const add = (body: object) => service.request('POST', '/alert-rules', { body: { ...RULE, ...body } });

  async function added(body: object) {
    const { status, body: rule } = await add(body);
    expect({ status, rule }).toEqual({ status: 201, rule: expect.objectContaining(body) });
    return rule;
  }

  const alertIn = (name: string, status: string) =>
    eventually(async () => {
      const { body } = await service.request('GET', `/alerts?name=${encodeURIComponent(name)}&status=${status}`);
      expect(body.items).not.toHaveLength(0);
      return body.items[0];
    });

  /** Values of a gauge, each so many seconds ago. */
  const past = (metric_name: string, tags: object, samples: [secondsAgo: number, value: number][]) => {
    const now = Date.now();
    const sample = ([secondsAgo, value]: [number, number]) => ({ value, timestamp: now - secondsAgo * 1000 });
    return postMetrics(
      service,
      samples.map((each) => ({ metric_name, metric_type: 'gauge', tags, ...sample(each) })),
    );
  };

  it('fires about a change against a day ago, and resolves when it is over', async () => {
    const aDayAgo = Array.from({ length: 120 }, (_, i): [number, number] => [24 * HOUR + 30 - i, 100]);
    await past('visits', { shop: 'north' }, aDayAgo);
    feed.set('visits', { shop: 'north' }, 40);
    feed.set('visits', { shop: 'new' }, 1);
    const rule = await added({
      name: 'Fewer visits',
      metric_name: 'visits',
      group_by: ['shop'],
      window_seconds: 2,
      method: { type: 'change', offset: 24 * HOUR },
      condition: 'lt',
      threshold: -50,
    });
    const alert = await alertIn('Fewer visits', 'firing');
    expect(alert).toMatchObject({ rule_id: rule.rule_id, value: -60, tags: { shop: 'north' } });
    feed.set('visits', { shop: 'north' }, 90);
    expect(await alertIn('Fewer visits', 'resolved')).toMatchObject({
      alert_id: alert.alert_id,
      resolution_reason: 'recovered',
    });
  });

  it('fires about an error budget that burns in both windows', async () => {
    const requests = (status: string, value: number) => feed.set('answers', { service: 'billing', status }, value);
    requests('200', 90);
    requests('500', 10);
    await added({
      name: 'Budget burns',
      metric_name: 'answers',
      aggregation: 'sum',
      group_by: ['service'],
      matchers: [{ tag: 'status', operator: '=', value: '500' }],
      divide_by: { metric_name: 'answers', multiply: 100 },
      method: { type: 'burn_rate', objective: 99, long_window: 60, short_window: 2 },
      threshold: 9,
    });
    expect((await alertIn('Budget burns', 'firing')).value).toBeCloseTo(10, 9);
    requests('500', 0);
    expect(await alertIn('Budget burns', 'resolved')).toMatchObject({ resolution_reason: 'recovered' });
  });

  it('fires about what will be too much', async () => {
    // 60 % two minutes ago, 72 % now: six more a minute.
    const rising = Array.from({ length: 60 }, (_, i): [number, number] => [120 - 2 * i, 60 + 0.2 * i]);
    await past('disk_usage', { mount: '/' }, rising);
    feed.set('disk_usage', { mount: '/' }, 72);
    await past('disk_usage', { mount: '/new' }, [[1, 99]]);
    feed.set('disk_usage', { mount: '/new' }, 99);
    await added({
      name: 'Disk fills',
      metric_name: 'disk_usage',
      group_by: ['mount'],
      window_seconds: 4,
      method: { type: 'forecast', history: 120, horizon: 600 },
      condition: 'gte',
      threshold: 100,
    });
    const alert = await alertIn('Disk fills', 'firing');
    expect(alert.tags).toEqual({ mount: '/' });
    expect(alert.value).toBeGreaterThan(110);
    expect(alert.value).toBeLessThan(140);
  });

  it('fires about each new group of errors that its matchers fit, and resolves when the window has passed', async () => {
    const happen = async (error_type: string, of: string) => {
      const body = { error_type, error_message: 'no more seats', service: of };
      expect((await service.request('POST', '/errors', { as: 'ingest', body })).status).toBe(201);
    };
    const { metric_name } = await added({
      name: 'New errors',
      window_seconds: 2,
      matchers: [
        { tag: 'service', operator: '=~', value: 'bill.*' },
        { tag: 'severity', operator: '!=', value: 'low' },
      ],
      method: { type: 'error_groups', events: ['new', 'spike'] },
      condition: 'gte',
      threshold: 1,
    });
    expect(metric_name).toBeNull();
    await Promise.all([
      happen('Overbooked', 'billing'),
      happen('Overbooked', 'billing'),
      happen('Refused', 'billing'),
      happen('Overbooked', 'school'),
    ]);
    const firing = await eventually(async () => {
      const { items } = (await service.request('GET', '/alerts?name=New%20errors')).body;
      expect(items).toHaveLength(2);
      return items;
    });
    const groupsOf = (await service.request('GET', '/error-groups?service=billing')).body.items;
    const tagsOf = (groups: { group_id: string; error_type: string }[]) =>
      groups.map(({ group_id, error_type }) => ({ error_group_id: group_id, error_type, service: 'billing' }));
    expect(firing.map(({ tags }: { tags: object }) => tags)).toEqual(expect.arrayContaining(tagsOf(groupsOf)));
    expect(firing[0]).toMatchObject({ status: 'firing', value: 1, metric_name: null });
    expect(await alertIn('New errors', 'resolved')).toMatchObject({ value: 0, resolution_reason: 'recovered' });
  });

  it('fires about what is unusual for this time of the day', async () => {
    // Every ten minutes for five days: a wave that is the same every day, and some chance.
    const now = Date.now() / 1000;
    const usual = Array.from({ length: 5 * 144 }, (_, i): [number, number] => {
      const secondsAgo = i * 600 + 60;
      const wave = Math.sin((2 * Math.PI * (now - secondsAgo)) / (24 * HOUR));
      return [secondsAgo, 100 + 50 * wave + 10 * Math.sin(i ** 2)];
    });
    await past('logins', { school: 'north' }, usual);
    await past('logins', { school: 'south' }, usual);
    await past('logins', { school: 'new' }, [[60, 1]]);
    // Within the last hour: the average of the window is far from what is usual in the north only.
    await past(
      'logins',
      { school: 'north' },
      Array.from({ length: 50 }, (_, i): [number, number] => [i + 1, 900]),
    );
    const rule = await added({
      name: 'Unusual logins',
      metric_name: 'logins',
      group_by: ['school'],
      window_seconds: 3600,
      method: { type: 'anomaly', training_days: 5, direction: 'above' },
      threshold: 3,
    });
    const { tags } = await alertIn('Unusual logins', 'firing');
    expect(tags).toEqual({ school: 'north' });
    const { body } = await service.request('GET', `/alerts?rule_id=${rule.rule_id}`);
    expect(body.items).toHaveLength(1);
    expect((await service.request('GET', `/alert-rules/${rule.rule_id}`)).body.last_error).toBeNull();
  });

  it('resolves what is open when the method changes, and takes null for none', async () => {
    feed.set('visits', { shop: 'south' }, 10);
    const { rule_id } = await added({ name: 'Few visits', metric_name: 'visits', condition: 'lt', threshold: 1000 });
    await alertIn('Few visits', 'firing');
    const method = { type: 'change', offset: HOUR, as: 'difference' };
    const changed = await service.request('PATCH', `/alert-rules/${rule_id}`, { body: { method } });
    expect(changed.body).toMatchObject({ method });
    expect(await alertIn('Few visits', 'resolved')).toMatchObject({ resolution_reason: 'rule_changed' });
    const back = await service.request('PATCH', `/alert-rules/${rule_id}`, { body: { method: null } });
    expect(back.body.method).toBeNull();
  });

  it.each<[object, string]>([
    [{ method: 'change' }, 'method'],
    [{ method: [] }, 'method'],
    [{ method: {} }, 'method.type'],
    [{ method: { type: 'guess' } }, 'method.type'],
    [{ method: { type: 'change' } }, 'method.offset'],
    [{ method: { type: 'change', offset: -1 } }, 'method.offset'],
    [{ method: { type: 'change', offset: 60, as: 'ratio' } }, 'method.as'],
    [{ method: { type: 'burn_rate', objective: 99.9, long_window: 3600, short_window: 300 } }, 'divide_by'],
    [
      { ...RATIO, method: { type: 'burn_rate', objective: 100, long_window: 3600, short_window: 300 } },
      'method.objective',
    ],
    [
      { ...RATIO, method: { type: 'burn_rate', objective: 99.9, long_window: 300, short_window: 300 } },
      'method.short_window',
    ],
    [{ method: { type: 'forecast', history: 599, horizon: 60 } }, 'method.history'],
    [{ window_seconds: 1, method: { type: 'forecast', history: 1001, horizon: 60 } }, 'method.history'],
    [{ method: { type: 'forecast', history: 3600, horizon: 0.5 } }, 'method.horizon'],
    [{ metric_name: null }, 'metric_name'],
    [{ method: { type: 'error_groups', events: [] } }, 'method.events'],
    [{ method: { type: 'error_groups', events: ['gone'] } }, 'method.events'],
    [{ condition: 'lt', method: { type: 'error_groups', events: ['new'] } }, 'condition'],
    [{ condition: 'gte', threshold: 0, method: { type: 'error_groups', events: ['new'] } }, 'threshold'],
    [{ missing_data: 'zero', method: { type: 'error_groups', events: ['new'] } }, 'missing_data'],
    [{ group_by: ['service'], method: { type: 'error_groups', events: ['new'] } }, 'group_by'],
    [{ window_seconds: 60, method: { type: 'anomaly' } }, 'window_seconds'],
    [{ window_seconds: 300, method: { type: 'anomaly', training_days: 2 } }, 'method.training_days'],
    [{ window_seconds: 300, method: { type: 'anomaly', direction: 'sideways' } }, 'method.direction'],
    [{ method: { type: 'change', offset: 60, horizon: 60 } }, 'method.horizon'],
  ])('refuses %j with its path', async (fault, path) => {
    const { status, body } = await add({ name: 'Faulty', metric_name: 'visits', threshold: 1, ...fault });
    expect(status).toBe(422);
    expect(body.errors.map((error: { path: string }) => error.path)).toContain(path);
  });
});
