import { eventually } from '../support/eventually.js';
import { startService, type TestService } from '../support/service.js';

const ATTACKER = '203.0.113.7';

describe('the watch for attacks', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ env: { TRUSTED_PROXIES: '127.0.0.1' } });
  });
  afterAll(() => service?.stop());

  const signal = (body: unknown) => service.request('POST', '/security/signals', { as: 'ingest', body });
  const report = (body: unknown) => service.request('POST', '/security/events', { as: 'ingest', body });
  const events = async (query: string) => (await service.request('GET', `/security/events?${query}`)).body.items;
  const request = {
    service: 'students',
    method: 'GET',
    route: '/students/:id',
    path: '/students/17',
    status: 200,
    ip_address: ATTACKER,
    user_agent: 'Mozilla/5.0',
  };

  it('finds an attack string in what a service tells of a request', async () => {
    const attack = {
      ...request,
      status: 500,
      user_id: 'u1',
      request_id: 'req-1',
      trace_id: 'trace-1',
      fragments: [{ in: 'query', name: 'q', value: "x' UNION SELECT password FROM users--" }],
    };
    expect((await signal([attack, { ...request, count: 3 }])).body).toEqual({ accepted: 2, rejected: [] });
    await eventually(async () =>
      expect(await events(`ip_address=${ATTACKER}`)).toEqual([
        expect.objectContaining({
          event_type: 'sql_injection_attempt',
          severity: 'error',
          service: 'students',
          user_id: 'u1',
          request_id: 'req-1',
          trace_id: 'trace-1',
          endpoint: 'GET /students/:id',
          additional_data: expect.objectContaining({
            attack_class: 'sql_injection',
            score: expect.any(Number),
            status: 500,
            rules: expect.arrayContaining([
              expect.objectContaining({ field: 'query.q', fragment: expect.stringContaining('union') }),
            ]),
          }),
        }),
      ]),
    );
  });

  it.each([
    ['xss_attempt', { in: 'body', name: 'comment', value: '<script>alert(document.cookie)</script>' }],
    ['path_traversal_attempt', { in: 'query', name: 'file', value: '../../../../etc/passwd' }],
    ['command_injection_attempt', { in: 'query', name: 'host', value: '8.8.8.8; cat /etc/passwd' }],
    ['ssrf_attempt', { in: 'body', name: 'url', value: 'http://169.254.169.254/latest/meta-data/' }],
    ['template_injection_attempt', { in: 'body', name: 'name', value: '{{7*7}}<%= system(1) %>' }],
  ])('tells the class of an attack: %s', async (type, fragment) => {
    await signal({ ...request, ip_address: '203.0.113.50', fragments: [fragment] });
    await eventually(async () => expect(await events(`event_type=${type}&ip_address=203.0.113.50`)).toHaveLength(1));
  });

  it('takes what a field admits into account: prose about code is none, an id that is no UUID is', async () => {
    const fragment = {
      in: 'body',
      name: 'text',
      value: 'Use SELECT name FROM pupils WHERE id = 1 -- then explain <b>why</b>.',
    };
    await signal({ ...request, ip_address: '203.0.113.60', fragments: [{ ...fragment, admits: 'text' }] });
    await signal({
      ...request,
      ip_address: '203.0.113.61',
      fragments: [{ in: 'path', name: 'id', value: "1' or '1'='1", admits: 'uuid' }],
    });
    await eventually(async () => expect(await events('ip_address=203.0.113.61')).toHaveLength(1));
    expect(await events('ip_address=203.0.113.60')).toEqual([]);
  });

  it('judges the arguments of a GraphQL document, not its syntax', async () => {
    const document = (text: string) => `query { select: student(where: {or: [{name: "${text}"}]}) { union: drop } }`;
    const fragment = (text: string) => [{ in: 'body', name: 'query', value: document(text) }];
    await signal({ ...request, ip_address: '203.0.113.62', fragments: fragment("O'Brien") });
    await signal({ ...request, ip_address: '203.0.113.63', fragments: fragment("1' or '1'='1") });
    await eventually(async () =>
      expect(await events('ip_address=203.0.113.63')).toMatchObject([
        {
          event_type: 'sql_injection_attempt',
          description: expect.stringContaining('SQL injection in body.query.where.or.name:'),
        },
      ]),
    );
    expect(await events('ip_address=203.0.113.62')).toEqual([]);
  });

  it('forgets what was mistyped at an account once its owner gets in, but nothing of an address', async () => {
    const login = (event_type: string, account: string, ip_address: string, count = 1) => ({
      event_type: `authentication_${event_type}`,
      service: 'accounts',
      ip_address,
      additional_data: { account, count },
    });
    const [owner, guesser] = ['198.51.100.80', '198.51.100.81'];
    await report([
      login('failure', 'rudo', owner, 9),
      login('success', 'rudo', owner),
      login('failure', 'rudo', owner, 9),
      login('failure', 'tendai', guesser, 9),
      login('success', 'mallory', guesser),
      login('success', 'tendai', owner),
      login('failure', 'tendai', guesser, 9),
      login('failure', 'nobody', guesser, 20),
    ]);
    await eventually(async () => {
      const found = await events('event_type=brute_force&service=accounts&limit=100');
      const groups = found.map((one: { additional_data: { group: object } }) => one.additional_data.group);
      expect(groups).toContainEqual({ account: 'tendai' });
      expect(groups).toContainEqual({ ip_address: guesser });
      expect(groups).not.toContainEqual({ account: 'rudo' });
    });
  });

  it('sees brute force in failed logins that services report, and tells it once', async () => {
    const failure = (n: number) => ({
      event_type: 'authentication_failure',
      ip_address: '198.51.100.4',
      service: 'accounts',
      additional_data: { account: `pupil-${n % 3}`, count: 2 },
    });
    await report(Array.from({ length: 40 }, (_, n) => failure(n)));
    await eventually(async () => {
      const found = await events('event_type=brute_force&ip_address=198.51.100.4');
      expect(found).toEqual([
        expect.objectContaining({
          severity: 'error',
          additional_data: expect.objectContaining({
            detection: 'brute-force-address',
            group: { ip_address: '198.51.100.4' },
            count: expect.any(Number),
          }),
        }),
        ...found.slice(1),
      ]);
    });
    await report(Array.from({ length: 40 }, (_, n) => failure(n)));
    await report({ event_type: 'marker' });
    const told = await events('event_type=brute_force&ip_address=198.51.100.4');
    expect(
      told.filter(
        (one: { additional_data: { detection: string } }) => one.additional_data.detection === 'brute-force-address',
      ),
    ).toHaveLength(1);
  });

  it('decides about who is named, but only to log it unless it was told to block', async () => {
    await eventually(async () => {
      const { items } = (await service.request('GET', '/security/decisions')).body;
      expect(items).toContainEqual(
        expect.objectContaining({
          scope: 'ip_address',
          value: '198.51.100.4',
          action: 'log',
          source: 'detection',
          detection: 'brute-force-address',
        }),
      );
    });
  });

  it('does not take for an attack again what a person said is none, on that route and in that field', async () => {
    const harmless = (field: string, ip_address: string) => ({
      ...request,
      ip_address,
      fragments: [{ in: 'query', name: field, value: "x' UNION SELECT name FROM pupils--" }],
    });
    await signal(harmless('lesson', '203.0.113.90'));
    const [found] = await eventually(async () => {
      const items = await events('ip_address=203.0.113.90');
      expect(items).toHaveLength(1);
      return items;
    });
    const dismissed = await service.request('POST', `/security/events/${found.event_id}/false-positive`);
    expect(dismissed.status).toBe(200);
    await signal([harmless('lesson', '203.0.113.91'), harmless('id', '203.0.113.92')]);
    await eventually(async () => expect(await events('ip_address=203.0.113.92')).toHaveLength(1));
    expect(await events('ip_address=203.0.113.91')).toEqual([]);
  });

  it('sees a scan of the service itself', async () => {
    for (const path of ['/.env', '/wp-login.php', '/.git/config', '/phpmyadmin/index.php']) {
      await fetch(service.url + path, { headers: { 'user-agent': 'curl/8' } });
    }
    await fetch(`${service.url}/api/v1/monitoring/metrics?metric_name=${encodeURIComponent("1' OR '1'='1")}`);
    await eventually(async () => {
      const seen = await events('service=monitoring');
      expect(seen).toContainEqual(expect.objectContaining({ event_type: 'scanner_probe', ip_address: '127.0.0.1' }));
      expect(seen).toContainEqual(
        expect.objectContaining({ event_type: 'sql_injection_attempt', endpoint: 'GET /api/v1/monitoring/metrics' }),
      );
    });
  });

  it('sees one whose proxy tells nonsense for an address', async () => {
    await fetch(`${service.url}/.aws/credentials`, { headers: { 'x-forwarded-for': "10.0.0.1'; drop table x" } });
    await eventually(async () => {
      const probes = await events('service=monitoring&event_type=scanner_probe&limit=100');
      expect(probes).toContainEqual(expect.objectContaining({ endpoint: 'GET /.aws/credentials', ip_address: null }));
    });
  });

  it('keeps one who repeats himself from writing an event each time', async () => {
    const attack = {
      ...request,
      ip_address: '203.0.113.80',
      user_id: 'u80',
      fragments: [{ in: 'query', name: 'q', value: '<img src=x onerror=alert(1)>' }],
    };
    for (let i = 0; i < 10; i++) await signal(Array.from({ length: 100 }, () => attack));
    await eventually(async () =>
      expect(await events('user_id=u80&event_type=repeated_payload_attacks')).toHaveLength(1),
    );
    expect(await events('user_id=u80&event_type=xss_attempt')).toHaveLength(1);
  });

  it('learns what is usual for a user, keeps it over a restart, and tells what is not', async () => {
    const day = 86_400_000;
    const usual = { ...request, user_id: 'teacher-1', ip_address: '196.4.80.2' };
    // A history of ten days, as it is kept.
    const hours = Array.from({ length: 24 }, () => 9);
    const today = Math.floor(Date.now() / day);
    const networks = [['196.4.80.0/24', today]];
    await signal(usual);
    await service.restart();
    const [row] = await service.query<{ baseline: { networks: unknown } }>(
      "select baseline from user_baselines where user_id = 'teacher-1'",
    );
    expect(row!.baseline).toMatchObject({ days: 1, networks });
    await service.query(`update user_baselines set baseline = baseline || $1::jsonb where user_id = 'teacher-1'`, [
      JSON.stringify({ days: 10, requests: 500, hours }),
    ]);
    await service.restart();
    await signal(usual);
    await signal({ ...usual, ip_address: '102.5.6.7', user_agent: 'python-requests/2.31' });
    await eventually(async () =>
      expect(await events('event_type=unusual_access')).toMatchObject([
        { user_id: 'teacher-1', severity: 'warning', additional_data: { unusual: ['new_address', 'new_device'] } },
      ]),
    );
  });

  it('raises an alert through the alert rules', async () => {
    await signal({ ...request, status: 200, fragments: [{ in: 'query', name: 'q', value: '; cat /etc/passwd' }] });
    await eventually(
      async () => {
        const { items } = (await service.request('GET', '/alerts')).body;
        expect(items).toContainEqual(
          expect.objectContaining({ name: 'Attack Detected', tags: expect.objectContaining({ service: 'students' }) }),
        );
      },
      { timeoutMs: 60_000 },
    );
  }, 70_000);

  it.each([
    [{ status: 'ok' }, 'status'],
    [{ ip_address: 'here' }, 'ip_address'],
    [{ count: 0 }, 'count'],
    [{ fragments: [{ in: 'cookie', name: 'a', value: 'b' }] }, 'fragments.0.in'],
    [{ fragments: [{ in: 'query', name: 'a', value: 'x'.repeat(1025) }] }, 'fragments.0.value'],
    [{ body: 'x' }, 'body'],
    [{ timestamp: 1 }, 'timestamp'],
  ])('refuses %j', async (fault, path) => {
    expect(await signal({ ...request, ...fault })).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });
});
