import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const ALL = ['email', 'slack', 'webhook'];
const by = (tag: string) => ({ group_by: [tag], notification_channels: ALL, enabled: true });

const DEFAULTS = [
  {
    name: 'Alert Evaluation Late',
    metric_name: 'alert_evaluation_lag_ms',
    condition: 'gt',
    threshold: 60_000,
    duration: 0,
    severity: 'warning',
    group_by: [],
  },
  {
    name: 'Attack Detected',
    metric_name: 'security_events_total',
    aggregation: 'increase',
    matchers: [{ tag: 'severity', operator: '=~', value: 'error|critical' }],
    condition: 'gt',
    threshold: 0,
    duration: 0,
    severity: 'critical',
    group_by: ['service', 'event_type'],
  },
  {
    name: 'Critical CPU Usage',
    metric_name: 'system_cpu_usage',
    condition: 'gt',
    threshold: 95,
    duration: 60,
    severity: 'critical',
    ...by('host'),
  },
  {
    name: 'Critical Memory Usage',
    metric_name: 'system_memory_usage',
    condition: 'gt',
    threshold: 95,
    duration: 60,
    severity: 'critical',
    ...by('host'),
  },
  {
    name: 'Database Connection Issues',
    metric_name: 'database_connections',
    condition: 'gt',
    threshold: 100,
    duration: 180,
    severity: 'error',
    ...by('database'),
  },
  {
    name: 'High CPU Usage',
    metric_name: 'system_cpu_usage',
    condition: 'gt',
    threshold: 80,
    duration: 300,
    severity: 'warning',
    ...by('host'),
  },
  {
    name: 'High Error Rate',
    metric_name: 'http_requests_total',
    aggregation: 'increase',
    matchers: [{ tag: 'status', operator: '=~', value: '5..' }],
    divide_by: { metric_name: 'http_requests_total', multiply: 100, minimum: 10 },
    condition: 'gt',
    threshold: 5,
    duration: 300,
    severity: 'error',
    ...by('service'),
  },
  {
    name: 'High Memory Usage',
    metric_name: 'system_memory_usage',
    condition: 'gt',
    threshold: 85,
    duration: 300,
    severity: 'warning',
    ...by('host'),
  },
  {
    name: 'Service Down',
    metric_name: 'service_up',
    aggregation: 'last',
    condition: 'eq',
    threshold: 0,
    duration: 60,
    severity: 'critical',
    ...by('service'),
  },
  {
    name: 'Slow Response Time',
    metric_name: 'http_request_duration_ms',
    aggregation: 'p95',
    condition: 'gt',
    threshold: 2000,
    duration: 300,
    severity: 'warning',
    ...by('service'),
  },
];

const custom = {
  name: 'High Student Registration Rate',
  metric_name: 'business.student_registrations',
  condition: 'gt',
  threshold: 100,
  duration: 600,
  severity: 'info',
  notification_channels: ['email'],
};

describe('alert rules', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ env: { ALERT_EVALUATION_SECONDS: '1' } });
  });
  afterAll(() => service?.stop());

  async function ruleNamed(name: string) {
    const { body } = await service.request('GET', '/alert-rules', { as: 'viewer' });
    return body.items.find((rule: { name: string }) => rule.name === name);
  }

  it('has the default rules from the start', async () => {
    const { status, body } = await service.request('GET', '/alert-rules', { as: 'viewer' });
    expect(status).toBe(200);
    expect(body.items).toHaveLength(DEFAULTS.length);
    expect(body.items).toMatchObject(DEFAULTS);
    const one = await service.request('GET', `/alert-rules/${body.items[0].rule_id}`, { as: 'viewer' });
    expect(one.body).toMatchObject(DEFAULTS[0]!);
  });

  it('evaluates all of them without a fault, whether or not there are metrics yet', async () => {
    await eventually(async () => {
      const { body } = await service.request('GET', '/alert-rules');
      for (const rule of body.items) {
        expect(rule).toMatchObject({ last_evaluated_at: expect.any(String), last_error: null });
      }
    });
  });

  it('keeps edits and deletions of default rules through a restart', async () => {
    const { rule_id } = await ruleNamed('High CPU Usage');
    const changed = await service.request('PATCH', `/alert-rules/${rule_id}`, {
      body: { threshold: 70, duration: 120, notification_channels: ['webhook'] },
    });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      name: 'High CPU Usage',
      threshold: 70,
      duration: 120,
      notification_channels: ['webhook'],
    });
    const gone = await ruleNamed('Slow Response Time');
    expect((await service.request('DELETE', `/alert-rules/${gone.rule_id}`)).status).toBe(204);

    await service.restart();
    expect(await ruleNamed('High CPU Usage')).toMatchObject({
      rule_id,
      threshold: 70,
      duration: 120,
      severity: 'warning',
    });
    expect(await ruleNamed('Slow Response Time')).toBeUndefined();
    expect((await service.request('GET', `/alert-rules/${gone.rule_id}`)).status).toBe(404);
    expect((await service.request('DELETE', `/alert-rules/${gone.rule_id}`)).status).toBe(404);
  });

  it('adds a rule with the usual values where nothing is said, and audits what changes', async () => {
    const made = await service.request('POST', '/alert-rules', { body: custom });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      ...custom,
      aggregation: 'avg',
      window_seconds: 60,
      matchers: [],
      group_by: [],
      divide_by: null,
      cooldown_seconds: 300,
      missing_data: 'keep',
      runbook_url: null,
      labels: {},
      enabled: true,
    });
    const path = `/alert-rules/${made.body.rule_id}`;
    const divide_by = { metric_name: 'business.visits', matchers: [{ tag: 'kind', operator: '!=', value: 'robot' }] };
    expect(
      (await service.request('PATCH', path, { body: { divide_by, labels: { team: 'admissions' } } })).body,
    ).toMatchObject({
      divide_by,
      labels: { team: 'admissions' },
    });
    expect(
      (await service.request('PATCH', path, { body: { divide_by: null, threshold: 100 } })).body.divide_by,
    ).toBeNull();
    const trail = await service.request('GET', '/audit?limit=3');
    expect(trail.body.items).toMatchObject([
      { action: 'alert_rule.changed', actor: 'test-admin', before: { divide_by }, after: { divide_by: null } },
      { action: 'alert_rule.changed', before: { labels: {} }, after: { labels: { team: 'admissions' } } },
      { action: 'alert_rule.created', target_id: made.body.rule_id },
    ]);
  });

  it('refuses a name that is taken', async () => {
    expect(await service.request('POST', '/alert-rules', { body: { ...custom, name: 'Service Down' } })).toMatchObject({
      status: 409,
      body: { errors: [{ path: 'name' }] },
    });
    const { rule_id } = await ruleNamed('High CPU Usage');
    expect((await service.request('PATCH', `/alert-rules/${rule_id}`, { body: { name: 'Service Down' } })).status).toBe(
      409,
    );
  });

  it.each([
    { path: 'name', change: { name: '' } },
    { path: 'name', change: { name: null } },
    { path: 'metric_name', change: { metric_name: 'a\r\nb' } },
    { path: 'aggregation', change: { aggregation: 'median' } },
    { path: 'aggregation', change: { aggregation: 'p101' } },
    { path: 'window_seconds', change: { window_seconds: 0 } },
    { path: 'condition', change: { condition: '>' } },
    { path: 'threshold', change: { threshold: '5' } },
    { path: 'threshold', change: { threshold: null } },
    { path: 'duration', change: { duration: -1 } },
    { path: 'duration', change: { duration: 1.5 } },
    { path: 'severity', change: { severity: 'fatal' } },
    { path: 'cooldown_seconds', change: { cooldown_seconds: 1e9 } },
    { path: 'group_by', change: { group_by: ['service', 'service'] } },
    { path: 'group_by', change: { group_by: 'service' } },
    { path: 'matchers[0].operator', change: { matchers: [{ tag: 'a', operator: '==', value: 'b' }] } },
    { path: 'matchers[0].value', change: { matchers: [{ tag: 'a', operator: '=~', value: '(' }] } },
    {
      path: 'divide_by.matchers[1].value',
      change: {
        divide_by: {
          metric_name: 'a',
          matchers: [
            { tag: 'a', operator: '=', value: '(' },
            { tag: 'a', operator: '!~', value: '(?=x)' },
          ],
        },
      },
    },
    { path: 'divide_by.metric_name', change: { divide_by: { multiply: 100 } } },
    { path: 'divide_by.minimum', change: { divide_by: { metric_name: 'a', minimum: -1 } } },
    { path: 'labels', change: { labels: { a: 1 } } },
    { path: 'runbook_url', change: { runbook_url: 'javascript:alert(1)' } },
    { path: 'webhook_url', change: { webhook_url: 'http://169.254.169.254/' } },
  ])('refuses a faulty $path', async ({ path, change }) => {
    const posted = await service.request('POST', '/alert-rules', { body: { ...custom, name: 'Faulty', ...change } });
    expect(posted).toMatchObject({ status: 422, body: { errors: [{ path }] } });
    const { rule_id } = await ruleNamed('High CPU Usage');
    const patched = await service.request('PATCH', `/alert-rules/${rule_id}`, { body: change });
    expect(patched).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });

  it('lets administrators alone change rules', async () => {
    const { rule_id } = await ruleNamed('High CPU Usage');
    for (const as of ['viewer', 'ingest'] as const) {
      expect((await service.request('POST', '/alert-rules', { as, body: custom })).status).toBe(403);
      expect((await service.request('PATCH', `/alert-rules/${rule_id}`, { as, body: { threshold: 1 } })).status).toBe(
        403,
      );
      expect((await service.request('DELETE', `/alert-rules/${rule_id}`, { as })).status).toBe(403);
    }
  });
});
