import { DataSource } from 'typeorm';
import type { AuditRecorder } from '../../src/audit/audit.recorder.js';
import { Database } from '../../src/database/database.js';
import { Clock } from '../../src/jobs/clock.js';
import type { JobRunner } from '../../src/jobs/job-runner.js';
import { AllowList } from '../../src/security/allow-list/allow-list.js';
import { Decisions, type DetectedDecision } from '../../src/security/decisions/decisions.js';
import { Exceptions } from '../../src/security/exceptions/exceptions.js';
import { eventually } from '../support/eventually.js';
import { startService, type TestService } from '../support/service.js';

const GUESSING: DetectedDecision = {
  scope: 'ip_address',
  value: '198.51.100.7',
  reason: 'Many failed logins',
  detection: 'Password guessing',
  seconds: 60,
  action: 'block',
};

/** As another replica has them, beside the service: without its schedule, and with nothing that is put on the audit trail. */
describe('what detections ask of decisions, the allow list and exceptions', () => {
  let service: TestService;
  let dataSource: DataSource;
  let allowList: AllowList;
  let decisions: Decisions;
  let exceptions: Exceptions;

  beforeAll(async () => {
    service = await startService();
    dataSource = await new DataSource({ type: 'postgres', url: service.databaseUrl }).initialize();
    const database = new Database(dataSource);
    const [audit, jobs, clock] = [
      undefined as unknown as AuditRecorder,
      undefined as unknown as JobRunner,
      new Clock(),
    ];
    allowList = new AllowList(database, audit, jobs, clock);
    decisions = new Decisions(database, audit, allowList, jobs, clock);
    exceptions = new Exceptions(database, audit, jobs, clock);
  });
  beforeEach(() => service.query('truncate security_decisions, security_allowed, security_exceptions'));
  afterAll(async () => {
    await dataSource?.destroy();
    await service?.stop();
  });

  const reload = async () => {
    for (const copy of [allowList, decisions, exceptions]) await copy.onModuleInit();
  };
  const listed = async () => (await service.request('GET', '/security/decisions')).body.items;

  it('a decision blocks at once, and on other replicas within seconds', async () => {
    const now = Date.now();
    const made = await decisions.decide({ ...GUESSING, value: '::ffff:198.51.100.7' }, now);
    expect(made).toMatchObject({
      scope: 'ip_address',
      value: '198.51.100.7',
      source: 'detection',
      detection: 'Password guessing',
      created_by: null,
      expires_at: new Date(now + 60_000).toISOString(),
    });
    expect(decisions.isBlocked('198.51.100.7')).toBe(true);
    expect(decisions.isBlocked('198.51.100.8', 'ada')).toBe(false);
    await eventually(async () => expect(await listed()).toEqual([made]));
  });

  it('a repeated one holds longer, never shorter, and a year at most', async () => {
    const now = Date.now();
    const first = await decisions.decide(GUESSING, now);
    const ends = [];
    for (const seconds of [30, 90, 1e9]) ends.push((await decisions.decide({ ...GUESSING, seconds }, now))!);
    expect(new Set(ends.map(({ decision_id }) => decision_id))).toEqual(new Set([first!.decision_id]));
    expect(ends.map(({ expires_at }) => Date.parse(expires_at!) - now)).toEqual([60_000, 90_000, 31_536_000_000]);
    await Promise.all(Array.from({ length: 5 }, () => decisions.decide({ ...GUESSING, value: '198.51.100.8' }, now)));
    expect(await service.query('select 1 from security_decisions')).toHaveLength(2);
  });

  it.each<[Partial<DetectedDecision>, string | undefined, string | undefined, boolean]>([
    [{ value: '2001:db8:1:2::/64' }, '2001:db8:1:2::ffff', undefined, true],
    [{ value: '2001:db8:1:2::/64' }, '2001:db8:1:3::', undefined, false],
    [{ scope: 'user_id', value: 'ada' }, '198.51.100.7', 'ada', true],
    [{ action: 'log' }, '198.51.100.7', undefined, false],
    [{ seconds: 0 }, '198.51.100.7', undefined, false],
  ])('of %j, a request from %s by %s is blocked: %s', async (decision, address, user, blocked) => {
    await decisions.decide({ ...GUESSING, ...decision }, Date.now());
    expect(decisions.isBlocked(address, user)).toBe(blocked);
  });

  it.each(['', 'students.example', '0.0.0.0/0', 'x'.repeat(65_536)])(
    'makes no decision of the address %.20j',
    async (value) => {
      expect(await decisions.decide({ ...GUESSING, value }, Date.now())).toBeUndefined();
      expect(await service.query('select 1 from security_decisions')).toEqual([]);
    },
  );

  it('keeps a reason and a name that PostgreSQL could not hold', async () => {
    const made = await decisions.decide(
      { ...GUESSING, reason: `a\0${'x'.repeat(2000)}`, detection: 'b\0' },
      Date.now(),
    );
    expect(made).toMatchObject({
      reason: expect.stringMatching(/^a\uFFFDx+\n… \[cut: 2002 characters\]$/),
      detection: 'b\uFFFD',
    });
  });

  it('who is allowed is neither decided about nor blocked', async () => {
    await decisions.decide(GUESSING, Date.now());
    await decisions.decide({ ...GUESSING, value: '2001:db8::/64' }, Date.now());
    const values = ['198.51.100.0/24', '2001:db8::/65'];
    for (const value of values) {
      await service.request('POST', '/security/allow-list', { body: { scope: 'network', value, comment: 'c' } });
    }
    await reload();
    expect(allowList.allows('198.51.100.7')).toBe(true);
    expect(allowList.allows('127.0.0.1')).toBe(false);
    expect(decisions.isBlocked('198.51.100.7')).toBe(false);
    expect(decisions.isBlocked('2001:db8::1')).toBe(false);
    expect(decisions.isBlocked('2001:db8::8000:0:0:1')).toBe(true);
    expect(await decisions.decide({ ...GUESSING, value: '198.51.100.9' }, Date.now())).toBeUndefined();
  });

  it('an exception is for its service, route, rule and field alone', async () => {
    const additional_data = { rules: [{ id: 'sql-union', field: 'query.q' }], route: '/search' };
    const body = { event_type: 'sql_injection', service: 'students', additional_data };
    const { id } = (await service.request('POST', '/security/events', { body })).body;
    expect(exceptions.isExcepted('students', '/search', 'sql-union', 'query.q')).toBe(false);
    await service.request('POST', `/security/events/${id}/false-positive`, { body: {} });
    await reload();
    expect(exceptions.isExcepted('students', '/search', 'sql-union', 'query.q')).toBe(true);
    expect(exceptions.isExcepted('grades', '/search', 'sql-union', 'query.q')).toBe(false);
    expect(exceptions.isExcepted('students', '/', 'sql-union', 'query.q')).toBe(false);
    expect(exceptions.isExcepted('students', '/search', 'sql-comment', 'query.q')).toBe(false);
    expect(exceptions.isExcepted('students', '/search', 'sql-union', 'query.r')).toBe(false);
  });
});
