import { randomUUID } from 'node:crypto';
import { startService, type TestService } from '../support/service.js';
import { WebhookReceiver } from '../support/webhook-receiver.js';

/** Routes for administrators that use a method which changes things, and change nothing. */
const TRIALS = ['POST /alert-rules/test', 'POST /channels/preview'];
const CHANGING = ['post', 'put', 'patch', 'delete'];

/** What an act answered: the next ones need its ids. */
type Answers = Record<string, string>;
type Act = [route: string, body?: unknown, query?: string, keep?: string];

const term = (value: string) => [{ tag: 'name', operator: '=', value }];
const MAP = { version: 3, sources: ['src/a.ts'], names: [], mappings: 'AAAA' };
const RULE = {
  metric_name: 'queue_depth',
  condition: 'gt',
  threshold: 5,
  duration: 60,
  severity: 'info',
  notification_channels: ['office'],
};
const CALLER = { scope: 'ip_address', value: '198.51.100.7' };
const ATTACK = {
  event_id: 'attack',
  event_type: 'xss',
  endpoint: '/',
  additional_data: { rules: [{ id: 'r', field: 'f' }] },
};
const LAYER = {
  participants: [{ name: 'Ada', channels: ['office'] }],
  starts_on: '2026-01-01',
  handoff_time: '08:00',
  every: 1,
  unit: 'week',
};

/** Every route that changes something, in an order in which each finds what it needs. `{name}` stands for an id that was kept. */
const ACTS = (webhook: string): Act[] => [
  ['POST /ingest-keys', { name: 'grades' }, '', 'id'],
  ['DELETE /ingest-keys/{id}'],
  ['PATCH /config', { log_retention_days: 45 }],
  ['POST /cleanup', { dry_run: true }],
  ['POST /audit/checkpoints'],
  ['POST /channels', { name: 'office', type: 'webhook', secrets: { url: webhook } }],
  ['PATCH /channels/{office}', { messages_per_minute: 30 }],
  ['POST /channels/{office}/test', {}],
  ['POST /on-call-schedules', { name: 'operations', layers: [LAYER] }],
  ['PATCH /on-call-schedules/{operations}', { time_zone: 'Africa/Harare' }],
  [
    'POST /on-call-schedules/{operations}/overrides',
    { ends_at: '2099-01-01T00:00:00Z', participant: LAYER.participants[0] },
    '',
    'override_id',
  ],
  ['DELETE /on-call-schedules/{operations}/overrides/{override_id}'],
  ['POST /escalation-policies', { name: 'urgent', steps: [{ wait_minutes: 5, schedules: ['operations'] }] }],
  ['PATCH /escalation-policies/{urgent}', { steps: [{ wait_minutes: 9, channels: ['office'] }] }],
  ['POST /alert-rules', { ...RULE, name: 'Deep queue' }, '', 'rule_id'],
  ['PATCH /alert-rules/{rule_id}', { threshold: 6 }],
  [
    'POST /alert-rules/import',
    { yaml: '- name: Deep queue\n  metric_name: queue_depth\n  condition: gt\n  threshold: 7\n  severity: info\n' },
  ],
  [
    'POST /alert-rules/import',
    { yaml: '- name: Deeper queue\n  metric_name: queue_depth\n  condition: gt\n  threshold: 7\n  severity: info\n' },
  ],
  ['DELETE /alert-rules/{rule_id}'],
  ['DELETE /escalation-policies/{urgent}'],
  ['DELETE /on-call-schedules/{operations}'],
  ['POST /alerts', { name: 'Cards fail', severity: 'critical', source: 'support' }, '', 'alert_id'],
  ['POST /alerts/{alert_id}/acknowledge', {}],
  ['POST /alerts/{alert_id}/unacknowledge', {}],
  ['POST /alerts/{alert_id}/comments', { comment: 'looked into' }],
  ['POST /alerts/{alert_id}/resolve', {}],
  ['DELETE /channels/{office}'],
  ['POST /silences', { matchers: term('a'), ends_at: '2099-01-01T00:00:00Z', comment: 'c' }, '', 'silence_id'],
  ['POST /silences/{silence_id}/expire'],
  [
    'POST /inhibition-rules',
    { comment: 'c', source_matchers: term('a'), target_matchers: term('b') },
    '',
    'inhibition_rule_id',
  ],
  ['PATCH /inhibition-rules/{inhibition_rule_id}', { enabled: false }],
  ['DELETE /inhibition-rules/{inhibition_rule_id}'],
  [
    'POST /maintenance-windows',
    { comment: 'backups', matchers: term('a'), cron: '* * * * *', duration_minutes: 5 },
    '',
    'maintenance_window_id',
  ],
  ['PATCH /maintenance-windows/{maintenance_window_id}', { enabled: false }],
  ['DELETE /maintenance-windows/{maintenance_window_id}'],
  [
    'POST /error-fingerprint-rules',
    { name: 'T', matchers: [{ field: 'type', pattern: 'x*' }], fingerprint: ['x'] },
    '',
    'fingerprint_rule_id',
  ],
  ['PATCH /error-fingerprint-rules/{fingerprint_rule_id}', { enabled: false }],
  ['DELETE /error-fingerprint-rules/{fingerprint_rule_id}'],
  ['PATCH /error-groups/{first}', { status: 'resolved' }],
  ['PATCH /error-groups/{first}', { status: 'unresolved' }],
  ['PATCH /error-groups/{first}', { status: 'ignored' }],
  ['PATCH /error-groups/{first}', { assignee: 'ada' }],
  ['PATCH /error-groups/{first}', { comment: 'seen' }],
  ['POST /error-groups/{first}/merge', { group_ids: ['{second}'] }],
  ['POST /error-groups/{second}/unmerge'],
  ['POST /releases/{1.0}/source-maps', MAP, '?file=a.js'],
  ['DELETE /releases/{1.0}/source-maps'],
  ['POST /security/decisions', { ...CALLER, reason: 'r', duration_seconds: 60 }, '', 'decision_id'],
  ['POST /security/decisions', { ...CALLER, reason: 'r', duration_seconds: 90 }],
  ['DELETE /security/decisions/{decision_id}'],
  ['POST /security/allow-list', { ...CALLER, comment: 'c' }, '', 'allowed_id'],
  ['DELETE /security/allow-list/{allowed_id}'],
  ['POST /security/events/{event}/false-positive', {}],
  ['DELETE /security/exceptions/{exception}'],
];

describe('routes that change something', () => {
  let service: TestService;
  let receiver: WebhookReceiver;
  let declared: Map<string, string[] | undefined>;
  const ids: Answers = { office: 'office', operations: 'operations', urgent: 'urgent', '1.0': '1.0', event: 'attack' };
  const seen = new Map<string, Set<string>>();

  beforeAll(async () => {
    receiver = await WebhookReceiver.start();
    service = await startService();
    const { paths } = (await service.request('GET', '~/docs/openapi.json', { as: null })).body;
    declared = new Map(
      Object.entries(paths as Record<string, Record<string, Record<string, unknown>>>).flatMap(([path, methods]) =>
        Object.entries(methods)
          .filter(([method, operation]) => CHANGING.includes(method) && operation['x-access'] === 'admin')
          .map(([method, operation]) => [
            `${method.toUpperCase()} ${path.replace('/api/v1/monitoring', '')}`,
            operation['x-audited'] as string[] | undefined,
          ]),
      ),
    );
    for (const error_type of ['First', 'Second']) {
      await service.request('POST', '/errors', { body: { error_type, error_message: 'x', service: 'audited' } });
    }
    await service.request('POST', '/security/events', { body: ATTACK });
    const { items } = (await service.request('GET', '/error-groups?service=audited')).body;
    for (const { error_type, group_id } of items) ids[error_type.toLowerCase()] = group_id;
  });
  afterAll(async () => {
    await service?.stop();
    await receiver?.close();
  });

  it('declare what they put on the audit trail, and do so for whoever asks, with the request', async () => {
    for (const [route, body, query = '', keep] of ACTS(receiver.url)) {
      const fill = (text: string) => text.replace(/\{([^{}"]+)\}/g, (all, name) => ids[name] ?? all);
      const [method, path] = route.split(' ') as [string, string];
      const requestId = randomUUID();
      const answer = await service.request(method, fill(path) + query, {
        body: body === undefined ? undefined : JSON.parse(fill(JSON.stringify(body))),
        headers: { 'x-request-id': requestId },
      });
      if (![200, 201, 204].includes(answer.status)) throw new Error(`${route}: ${JSON.stringify(answer.body)}`);
      if (keep) ids[keep] = answer.body[keep] ?? answer.body.rule_id;
      if (answer.body.exceptions) ids.exception = answer.body.exceptions[0].exception_id;
      const { items } = (await service.request('GET', `/audit?request_id=${requestId}`)).body;
      expect({ route, items }).toEqual({
        route,
        items: expect.arrayContaining([expect.objectContaining({ actor: 'test-admin', request_id: requestId })]),
      });
      const template = [...declared.keys()].find((known) => matches(known, route))!;
      const actions = seen.get(template) ?? new Set();
      seen.set(template, actions);
      for (const { action } of items) actions.add(action);
    }
  });

  it('are all there is, each with the actions that it declares', () => {
    const expected = [...declared].filter(([route]) => !TRIALS.includes(route));
    expect(Object.fromEntries([...seen].map(([route, actions]) => [route, [...actions].toSorted()]))).toEqual(
      Object.fromEntries(expected.map(([route, actions]) => [route, actions?.toSorted()])),
    );
    expect(expected.length).toBeGreaterThan(30);
  });
});

/** Whether a route of the document, with its own names of parameters, is one of the list above. */
function matches(known: string, route: string): boolean {
  const shape = (path: string) => path.replace(/\{[^}]+\}/g, '{}');
  return shape(known) === shape(route);
}
