import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const MINUTE = 60_000;
const NASTY = '<img src=x onerror=alert(1)>';

interface Change {
  at: string;
  kind: string;
  title: string;
  service: string | null;
  severity: string | null;
  link: { kind: string; id: string };
  until: string | null;
}

describe('changes', () => {
  let service: TestService;
  const now = Date.now();
  const error = (of: string, release: string | undefined, minutesAgo: number, more: object = {}) => ({
    error_type: 'A',
    error_message: 'first line\nsecond line',
    service: of,
    release,
    timestamp: now - minutesAgo * MINUTE,
    ...more,
  });
  const post = async (path: string, body: unknown) => {
    const answer = await service.request('POST', path, { body });
    expect({ path, ok: answer.status < 300 }).toEqual({ path, ok: true });
    return answer.body;
  };
  const list = async (query = ''): Promise<Change[]> => {
    const { status, body } = await service.request('GET', `/changes${query}`, { as: 'viewer' });
    expect(status).toBe(200);
    return body.items;
  };
  const told = (items: Change[]) => items.map(({ kind, title }) => `${kind} ${title}`);

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  it('tells when a service and each of its versions was first seen, whatever the order', async () => {
    await post('/errors', [error('students', '1.1.0', 10)]);
    await post('/errors', [
      error('students', '1.0.0', 50),
      error('students', '1.0.0', 5),
      error('students', undefined, 3),
    ]);
    await eventually(async () => {
      const changes = (await list('?service=students')).filter(({ kind }) => !kind.startsWith('error'));
      expect(told(changes)).toEqual(['deployment students 1.1.0', 'service_started students 1.0.0']);
      expect(changes[0]).toEqual({
        at: new Date(now - 10 * MINUTE).toISOString(),
        kind: 'deployment',
        title: 'students 1.1.0',
        service: 'students',
        severity: null,
        link: { kind: 'service', id: 'students' },
        until: null,
      });
    });
  });

  it('knows versions from the resources of spans and logs, and from metrics', async () => {
    const resource = (version: string) => ({
      attributes: [
        { key: 'service.name', value: { stringValue: 'otel' } },
        { key: 'service.version', value: { stringValue: version } },
      ],
    });
    const nanos = (minutesAgo: number) => `${now - minutesAgo * MINUTE}000000`;
    await post('~/v1/logs', {
      resourceLogs: [
        {
          resource: resource('3.0.0'),
          scopeLogs: [{ logRecords: [{ timeUnixNano: nanos(40), body: { stringValue: 'a' } }] }],
        },
      ],
    });
    const span = {
      traceId: 'a'.repeat(32),
      spanId: 'b'.repeat(16),
      name: 'a',
      kind: 2,
      startTimeUnixNano: nanos(20),
      endTimeUnixNano: nanos(20),
    };
    await post('~/v1/traces', { resourceSpans: [{ resource: resource('3.1.0'), scopeSpans: [{ spans: [span] }] }] });
    await post('/metrics', {
      metric_name: 'a',
      metric_type: 'gauge',
      value: 1,
      tags: { service: 'otel', service_version: '3.2.0' },
    });
    await eventually(async () =>
      expect(told(await list('?service=otel'))).toEqual([
        'deployment otel 3.2.0',
        'deployment otel 3.1.0',
        'service_started otel 3.0.0',
      ]),
    );
  });

  it('tells of groups of errors that are new, with one line of what they say', async () => {
    const [change] = (await list('?service=students')).filter(({ kind }) => kind === 'error_group_new');
    expect(change).toMatchObject({
      at: new Date(now - 50 * MINUTE).toISOString(),
      title: 'A: first line',
      service: 'students',
      severity: 'error',
      link: { kind: 'error_group' },
    });
    const { status } = await service.request('GET', `/error-groups/${change!.link.id}`);
    expect(status).toBe(200);
  });

  it('tells of groups that came back after they had been resolved', async () => {
    await post('/errors', [error('billing', undefined, 30)]);
    const { body } = await service.request('GET', '/error-groups?service=billing');
    const id = body.items[0].group_id;
    expect((await service.request('PATCH', `/error-groups/${id}`, { body: { status: 'resolved' } })).status).toBe(200);
    await post('/errors', [error('billing', undefined, 0, { timestamp: Date.now() })]);
    await eventually(async () => {
      const kinds = (await list('?service=billing')).map(({ kind }) => kind);
      expect(kinds).toContain('error_group_regressed');
      expect(kinds).toContain('error_group_new');
    });
  });

  it('tells of alerts that fired, and until when', async () => {
    const alert = await post('/alerts', { name: NASTY, severity: 'critical', tags: { service: 'printers' } });
    await eventually(async () => {
      const [fired, ...others] = await list('?service=printers');
      expect(others).toEqual([]);
      expect(fired).toMatchObject({
        kind: 'alert_fired',
        title: NASTY,
        severity: 'critical',
        link: { kind: 'alert', id: alert.alert_id },
        until: null,
      });
    });
    const resolved = await service.request('POST', `/alerts/${alert.alert_id}/resolve`, { body: { comment: 'over' } });
    expect(resolved.status).toBeLessThan(300);
    await eventually(async () => {
      const [over, fired] = await list('?service=printers');
      expect(over).toMatchObject({ kind: 'alert_resolved', until: null });
      expect(fired).toMatchObject({ kind: 'alert_fired', until: over!.at });
    });
  });

  it('tells who changed the configuration, in general but not as changes of a service', async () => {
    expect((await service.request('PATCH', '/config', { body: { sample_rate: 0.5 } })).status).toBe(200);
    await post('/ingest-keys', { name: NASTY });
    const changes = (await list()).filter(({ kind }) => kind === 'configuration');
    expect(told(changes)).toEqual([
      `configuration ingest key created ${NASTY} by test-admin`,
      'configuration configuration changed by test-admin',
    ]);
    expect(changes[0]!.link).toEqual({ kind: 'audit_entry', id: expect.stringMatching(/^\d+$/) });
    expect((await list('?service=students')).some(({ kind }) => kind === 'configuration')).toBe(false);
    await post('/audit', [
      { action: 'grade.changed', actor: 'jane', service: 'students', target_type: 'configuration' },
    ]);
    expect((await list()).filter(({ kind }) => kind === 'configuration')).toHaveLength(2);
  });

  it('has the newest first, and no more than are asked for', async () => {
    const all = await list();
    const times = all.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
    expect(await list('?limit=3')).toEqual(all.slice(0, 3));
    const { at } = all[4]!;
    const later = await list(`?start_time=${encodeURIComponent(new Date(Date.parse(at) + 1).toISOString())}`);
    expect(later.length).toBeLessThanOrEqual(4);
    expect(await list(`?start_time=${now - 7_200_000}&end_time=${now - 3_600_000}`)).toEqual([]);
  });

  it('cuts what is too long, and takes long names', async () => {
    const name = 'x'.repeat(128);
    await post('/errors', [
      { error_type: 'T'.repeat(256), error_message: 'm'.repeat(500), service: name, release: 'r'.repeat(128) },
    ]);
    await eventually(async () => {
      const changes = await list(`?service=${name}`);
      expect(changes.map(({ kind }) => kind).sort()).toEqual(['error_group_new', 'service_started']);
      for (const { title } of changes) expect(title.length).toBeLessThanOrEqual(300);
    });
    expect(await list(`?service=${'y'.repeat(500)}`)).toEqual([]);
  });

  it.each([
    ['?limit=0', 'limit'],
    ['?limit=1001', 'limit'],
    ['?limit=many', 'limit'],
    ['?start_time=soon', 'start_time'],
    ['?kind=deployment', 'kind'],
    [`?service=${'s'.repeat(1025)}`, 'service'],
    ['?service=a&service=b', 'service'],
  ])('refuses %s with the reason', async (query, path) => {
    const { status, body } = await service.request('GET', `/changes${query}`, { as: 'viewer' });
    expect({ status, path: body.errors?.[0]?.path }).toEqual({ status: 400, path });
  });
});
