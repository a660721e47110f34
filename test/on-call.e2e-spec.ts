import { setTimeout } from 'node:timers/promises';
import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';
import { WebhookReceiver } from './support/webhook-receiver.js';

/** Two seconds, in minutes. */
const SOON = 2 / 60;
/** Replicas must have the same key. */
const ENVIRONMENT = { CHANNEL_SECRET_KEYS: 'a-key-of-more-than-32-bytes-for-the-tests' };

describe('escalation to whoever is on call', () => {
  let service: TestService;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    receiver = await WebhookReceiver.start();
    service = await startService({ env: ENVIRONMENT });
    for (const name of ['office', 'ada', 'ben']) {
      await service.request('POST', '/channels', {
        body: { name, type: 'webhook', secrets: { url: receiver.url, headers: { 'x-channel': name } } },
      });
    }
    await service.request('POST', '/channels', {
      body: {
        name: 'incidents',
        type: 'pagerduty',
        settings: { events_url: receiver.url },
        secrets: { routing_key: 'R0123456789ABCDEF0123456789ABCDEF' },
      },
    });
    await service.request('POST', '/on-call-schedules', {
      body: {
        name: 'operations',
        time_zone: 'Africa/Harare',
        layers: [
          {
            participants: [{ name: 'Ada', channels: ['ada'] }],
            starts_on: '2026-01-01',
            handoff_time: '08:00',
            every: 1,
            unit: 'week',
          },
        ],
      },
    });
  });
  afterAll(async () => {
    await service?.stop();
    await receiver?.close();
  });
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.answer = 204;
  });

  let made = 0;
  async function policy(steps: object[], settings: object = {}): Promise<string> {
    const name = `policy-${++made}`;
    const answer = await service.request('POST', '/escalation-policies', { body: { name, steps, ...settings } });
    expect(answer.status).toBe(201);
    return name;
  }
  async function raise(escalation_policy: string | null, notification_channels = ['office']): Promise<string> {
    const body = { name: `Raised ${++made}`, severity: 'critical', notification_channels, escalation_policy };
    const answer = await service.request('POST', '/alerts', { body });
    expect(answer.status).toBe(201);
    return answer.body.alert_id;
  }
  const alert = async (alertId: string) => (await service.request('GET', `/alerts/${alertId}`)).body;
  /** Which channels were told what of an alert, in the order of arrival. */
  const told = (alertId: string): string[] =>
    receiver.received
      .filter(({ body }) => (body.alert?.alert_id ?? body.dedup_key) === alertId)
      .map(({ headers, body }) => `${String(headers['x-channel'])} ${body.event ?? body.event_action}`);
  const kinds = async (alertId: string) => (await alert(alertId)).history.map(({ kind }: { kind: string }) => kind);

  it('tells whoever is on call when nobody acknowledges, and all of them that it is over', async () => {
    const escalation = await policy([
      { wait_minutes: SOON, schedules: ['operations'] },
      { wait_minutes: 60, channels: ['ben'] },
    ]);
    const alertId = await raise(escalation);
    await eventually(() => expect(told(alertId)).toEqual(['office firing']));
    expect((await alert(alertId)).escalation).toMatchObject({ policy: escalation, next_step: 1, round: 1 });
    await eventually(() => expect(told(alertId)).toEqual(['office firing', 'ada firing']));
    const [first, second] = receiver.messages.filter(({ alert: { alert_id } }) => alert_id === alertId);
    expect(second.escalation).toEqual({ policy: escalation, step: 1, round: 1, on_call: ['Ada'] });
    expect(first).not.toHaveProperty('escalation');
    const { history, escalation: standing } = await alert(alertId);
    expect(history.at(-1)).toMatchObject({
      kind: 'escalated',
      comment: `${escalation}, step 1: Ada (operations), channel ada`,
    });
    expect(standing).toMatchObject({ next_step: 2, due_at: expect.any(String) });
    await service.request('POST', `/alerts/${alertId}/resolve`, { body: {} });
    await eventually(() => expect(told(alertId).slice(2).sort()).toEqual(['ada resolved', 'office resolved']));
    expect((await alert(alertId)).escalation).toBeNull();
    expect(await service.query('select from alert_escalations where alert_id = $1', [alertId])).toHaveLength(0);
  });

  it('stops when somebody acknowledges, and goes on when he takes it back', async () => {
    const alertId = await raise(await policy([{ wait_minutes: SOON, channels: ['ben'] }]));
    await service.request('POST', `/alerts/${alertId}/acknowledge`, { body: {} });
    await setTimeout(4_000);
    expect(told(alertId)).toEqual(['office firing']);
    expect((await alert(alertId)).escalation).toMatchObject({ next_step: 1, due_at: null });
    await service.request('POST', `/alerts/${alertId}/unacknowledge`, { body: {} });
    await eventually(() => expect(told(alertId)).toEqual(['office firing', 'ben firing']));
    await service.request('POST', `/alerts/${alertId}/resolve`, { body: {} });
  });

  it('goes through its steps again, and says when it is at its end', async () => {
    const alertId = await raise(
      await policy([{ wait_minutes: 0, channels: ['ben'] }], { repeat: 1, repeat_wait_minutes: SOON }),
    );
    await eventually(async () => expect(await kinds(alertId)).toContain('escalation_exhausted'));
    expect((await kinds(alertId)).filter((kind: string) => kind === 'escalated')).toHaveLength(2);
    await eventually(() => expect(told(alertId).sort()).toEqual(['ben firing', 'ben firing', 'office firing']));
    expect(receiver.messages.find(({ escalation }) => escalation?.round === 2)).toBeDefined();
    await service.request('POST', `/alerts/${alertId}/resolve`, { body: {} });
  });

  it('goes on at once when nobody is on call, and says so', async () => {
    await service.request('POST', '/on-call-schedules', {
      body: {
        name: 'later',
        layers: [
          {
            participants: [{ name: 'Cid', channels: ['ada'] }],
            starts_on: '2099-01-01',
            handoff_time: '08:00',
            every: 1,
            unit: 'day',
          },
        ],
      },
    });
    const alertId = await raise(
      await policy([
        { wait_minutes: 0, schedules: ['later'] },
        { wait_minutes: 60, channels: ['ben'] },
      ]),
    );
    await eventually(() => expect(told(alertId).sort()).toEqual(['ben firing', 'office firing']));
    const { history } = await alert(alertId);
    expect(history.map(({ comment }: { comment: string }) => comment)).toContainEqual(
      expect.stringContaining('step 1: nobody is on call (later)'),
    );
    await service.request('POST', `/alerts/${alertId}/resolve`, { body: {} });
  });

  it('asks an override first', async () => {
    const ends_at = new Date(Date.now() + 3_600_000).toISOString();
    const override = await service.request('POST', '/on-call-schedules/operations/overrides', {
      body: { ends_at, participant: { name: 'Ben', channels: ['ben'] }, comment: 'Ada is ill.' },
    });
    expect(override.status).toBe(201);
    const { body: now } = await service.request('GET', '/on-call-schedules/operations/on-call');
    expect(now).toMatchObject({ on_call: { participant: { name: 'Ben' }, layer: null }, until: ends_at });
    const { body: shifts } = await service.request('GET', '/on-call-schedules/operations/shifts');
    expect(
      shifts.items.map(({ on_call }: { on_call: { participant: { name: string } } }) => on_call.participant.name),
    ).toEqual(['Ben', 'Ada']);
    const alertId = await raise(await policy([{ wait_minutes: 0, schedules: ['operations'] }]));
    await eventually(() => expect(told(alertId).sort()).toEqual(['ben firing', 'office firing']));
    await service.request('DELETE', `/on-call-schedules/operations/overrides/${override.body.override_id}`);
    const { body: after } = await service.request('GET', '/on-call-schedules/operations');
    expect(after.on_call.participant.name).toBe('Ada');
    await service.request('POST', `/alerts/${alertId}/resolve`, { body: {} });
  });

  it('tells nobody while the alert is muted', async () => {
    const alertId = await raise(await policy([{ wait_minutes: SOON, channels: ['ben'] }]));
    const { name } = await alert(alertId);
    const ends_at = new Date(Date.now() + 3_600_000).toISOString();
    const matchers = [{ tag: 'name', operator: '=', value: name }];
    await service.request('POST', '/silences', { body: { matchers, ends_at, comment: 'I am on it.' } });
    await eventually(async () => expect(await kinds(alertId)).toContain('escalation_held'));
    expect(told(alertId)).toEqual(['office firing']);
    await service.request('POST', `/alerts/${alertId}/resolve`, { body: {} });
  });

  it('stays stopped when the alert is acknowledged before anybody is told', async () => {
    const matchers = [{ tag: 'name', operator: '=', value: `Raised ${made + 2}` }];
    const ends_at = new Date(Date.now() + 3_600_000).toISOString();
    const { body: silence } = await service.request('POST', '/silences', {
      body: { matchers, ends_at, comment: 'Wait for me.' },
    });
    const alertId = await raise(await policy([{ wait_minutes: 0, channels: ['ben'] }]));
    await service.request('POST', `/alerts/${alertId}/acknowledge`, { body: {} });
    await service.request('POST', `/silences/${silence.silence_id}/expire`, { body: {} });
    await eventually(() => expect(told(alertId)).toEqual(['office firing']));
    expect((await alert(alertId)).escalation).toMatchObject({ next_step: 1, due_at: null });
    await service.request('POST', `/alerts/${alertId}/unacknowledge`, { body: {} });
    await eventually(() => expect(told(alertId)).toEqual(['office firing', 'ben firing']));
    await service.request('POST', `/alerts/${alertId}/resolve`, { body: {} });
  });

  it('acknowledges the incident at PagerDuty', async () => {
    const alertId = await raise(null, ['incidents', 'office']);
    await eventually(() => expect(told(alertId).sort()).toEqual(['office firing', 'undefined trigger']));
    await service.request('POST', `/alerts/${alertId}/acknowledge`, { body: {} });
    await eventually(() => expect(told(alertId).slice(2)).toEqual(['undefined acknowledge']));
    await service.request('POST', `/alerts/${alertId}/resolve`, { body: {} });
    await eventually(() => expect(told(alertId).slice(3).sort()).toEqual(['office resolved', 'undefined resolve']));
  });

  it('takes a step once, however often the service is killed and however many there are', async () => {
    const escalation = await policy([{ wait_minutes: 4 / 60, channels: ['ben'] }]);
    const alertIds = await Promise.all([raise(escalation), raise(escalation), raise(escalation)]);
    await service.kill();
    await service.launch();
    const replica = await startService({
      ownDatabase: false,
      env: { ...ENVIRONMENT, DATABASE_URL: service.databaseUrl },
    });
    try {
      await eventually(() => {
        for (const alertId of alertIds) expect(told(alertId)).toContain('ben firing');
      });
      await setTimeout(2_000);
      for (const alertId of alertIds) {
        expect((await kinds(alertId)).filter((kind: string) => kind === 'escalated')).toHaveLength(1);
      }
      const escalated = receiver.messages.filter(({ escalation: step }) => step?.policy === escalation);
      expect(new Set(escalated.map(({ notification_id }) => notification_id)).size).toBe(3);
    } finally {
      await replica.stop();
    }
  });

  it('is not taken away from who uses it', async () => {
    const name = await policy([{ wait_minutes: 0, channels: ['ben'], schedules: ['operations'] }]);
    await service.request('POST', '/alert-rules', {
      body: {
        name: 'Escalated',
        metric_name: 'm',
        condition: 'gt',
        threshold: 1,
        severity: 'error',
        escalation_policy: name,
      },
    });
    const gone = async (path: string) => (await service.request('DELETE', path)).body.detail;
    expect(await gone(`/escalation-policies/${name}`)).toContain('"Escalated"');
    expect(await gone('/on-call-schedules/operations')).toContain('escalation policies');
    expect(await gone('/channels/ben')).toContain('escalation policies');
    expect(await gone('/channels/ada')).toContain('on-call schedules: "later", "operations"');
  });

  it.each([
    ['/escalation-policies', { name: 'p', steps: [{ wait_minutes: 1 }] }, 'steps[0]'],
    ['/escalation-policies', { name: 'p', steps: [{ wait_minutes: -1, channels: ['ben'] }] }, 'steps[0].wait_minutes'],
    ['/escalation-policies', { name: 'p', steps: [{ wait_minutes: 1, channels: ['nobody'] }] }, 'steps[0].channels[0]'],
    [
      '/escalation-policies',
      { name: 'p', steps: [{ wait_minutes: 1, schedules: ['never'] }] },
      'steps[0].schedules[0]',
    ],
    ['/on-call-schedules', { name: 's', time_zone: 'Mars/Olympus', layers: [{}] }, 'layers[0].participants'],
    ['/alerts', { name: 'a', severity: 'info', escalation_policy: 'never' }, 'escalation_policy'],
  ])('refuses at %s %j', async (path, body, fault) => {
    const answer = await service.request('POST', path, { body });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toBe(fault);
  });

  it('keeps the trail', async () => {
    const { body } = await service.request('GET', '/audit?limit=200');
    const actions = body.items.map(({ action }: { action: string }) => action);
    for (const action of [
      'on_call_schedule.created',
      'escalation_policy.created',
      'on_call_override.created',
      'on_call_override.deleted',
    ])
      expect(actions).toContain(action);
  });
});
