import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startService, type TestService } from '../support/service.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000];
const NOW = Date.now();
/** Whole days and hours are in it, and parts of both. */
const SINCE = Math.floor(NOW / DAY_MS) * DAY_MS - 3 * DAY_MS - 5.4 * HOUR_MS;
const SEVERITIES = ['info', 'warning', 'error', 'critical'];
const KEYS = ['ip_address', 'user_id', 'endpoint', 'user_agent'] as const;

interface Sent {
  event_id: string;
  timestamp: number;
  event_type: string;
  severity: string;
  service: string;
  ip_address: string;
  user_id?: string;
  endpoint?: string;
  user_agent?: string;
  additional_data?: { count: number };
}

/** The same numbers each time. */
function* numbers(): Generator<number, number> {
  for (let seed = 7; ; seed = (seed * 48_271) % 2_147_483_647) yield seed;
}

function makeEvents(count: number): Sent[] {
  const random = numbers();
  const below = (limit: number) => random.next().value % limit;
  return Array.from({ length: count }, (_, i) => ({
    event_id: `event-${i}`,
    timestamp: SINCE + below(NOW - SINCE),
    event_type: ['authentication_failure', 'sql_injection_attempt', 'scanner_probe'][below(3)]!,
    severity: SEVERITIES[below(4)]!,
    service: ['students', 'grades'][below(2)]!,
    ip_address: below(3) === 0 ? `2001:db8::${1 + below(9)}` : `198.51.100.${below(9)}`,
    user_id: below(2) === 0 ? undefined : `user-${below(12)}`,
    endpoint: below(4) === 0 ? undefined : `/${'long'.repeat(500)}/${below(5)}`,
    user_agent: below(4) === 0 ? undefined : `agent ${below(3)}`,
    additional_data: below(5) === 0 ? { count: below(40) } : undefined,
  }));
}

describe('events added up by hour and day', () => {
  let service: TestService;
  const events = makeEvents(2000);
  const statuses = new Set<number>();
  const dismissed = new Set(['event-3', 'event-500', 'event-501', 'event-1999']);
  const get = async (path: string) => (await service.request('GET', `/security/${path}`, { as: 'viewer' })).body;
  const send = (body: readonly Sent[]) => service.request('POST', '/security/events', { as: 'ingest', body });

  beforeAll(async () => {
    service = await startService({ env: { ENABLE_SECURITY_WATCH: 'false' } });
    // Many at once, of the same addresses; some are sent twice.
    const batches = Array.from({ length: 20 }, (_, i) => events.slice(i * 100, i * 100 + 150));
    for (const { status } of await Promise.all(batches.map(send))) statuses.add(status);
    for (const id of dismissed) {
      const { status } = await service.request('POST', `/security/events/${id}/false-positive`, { body: {} });
      statuses.add(status);
    }
  });
  afterAll(() => service?.stop());

  const whole = { start_time: SINCE, end_time: NOW };
  const cut = { start_time: SINCE + 1.7 * HOUR_MS, end_time: NOW - DAY_MS - 0.3 * HOUR_MS };
  const inAnHour = { start_time: SINCE + 10 * HOUR_MS + 60_000, end_time: SINCE + 10 * HOUR_MS + 1_200_000 };
  const ranges: [string, { start_time: number; end_time: number }][] = [
    ['all of it', whole],
    ['parts of days', cut],
    ['part of an hour', inAnHour],
  ];
  const filters: [string, Partial<Sent>][] = [
    ['', {}],
    ['&event_type=scanner_probe', { event_type: 'scanner_probe' }],
    ['&severity=error&service=grades', { severity: 'error', service: 'grades' }],
    ['&ip_address=2001:0db8::3', { ip_address: '2001:db8::3' }],
    ['&user_id=user-3', { user_id: 'user-3' }],
  ];
  const cases = ranges.flatMap(([name, range]) => filters.map(([query, like]) => ({ name, range, query, like })));
  const fits = (event: Sent, { range, like }: (typeof cases)[number]) =>
    event.timestamp >= range.start_time &&
    event.timestamp < range.end_time &&
    Object.entries(like).every(([field, value]) => event[field as keyof Sent] === value);

  it('takes them all in', () => {
    expect([...statuses]).toEqual([201, 200]);
  });

  it.each(cases)('adds up offenders of $name$query as if each event was looked at', async (asked) => {
    const meant = events.filter((event) => fits(event, asked) && !dismissed.has(event.event_id));
    for (const by of KEYS) {
      const { items } = await get(
        `offenders?by=${by}&limit=100&start_time=${asked.range.start_time}&end_time=${asked.range.end_time}${asked.query}`,
      );
      const expected = offendersOf(meant, by);
      expect(items.map(summaryOf)).toEqual(expected);
    }
  });

  it.each(cases)('counts $name$query as if each event was looked at', async (asked) => {
    const { start_time, end_time } = asked.range;
    for (const step of ['', '&step=7200', '&step=5000']) {
      const answer = await get(`statistics?start_time=${start_time}&end_time=${end_time}${asked.query}${step}`);
      const meant = events.filter((event) => fits(event, asked));
      expect(answer.total).toBe(meant.length);
      for (const [i, { timestamp, by_severity }] of answer.steps.entries()) {
        const [from, until] = [Date.parse(timestamp), Date.parse(timestamp) + answer.step_seconds * 1000];
        const inStep = meant.filter((event) => event.timestamp >= from && event.timestamp < until);
        expect([i, by_severity]).toEqual([i, countBy(inStep, 'severity', SEVERITIES)]);
      }
      const byType = Object.fromEntries(
        answer.by_event_type.map((one: { event_type: string; count: number }) => [one.event_type, one.count]),
      );
      expect(byType).toEqual(countBy(meant, 'event_type'));
    }
    const without = await get(
      `statistics?start_time=${start_time}&end_time=${end_time}${asked.query}&false_positive=false`,
    );
    expect(without.total).toBe(events.filter((event) => fits(event, asked) && !dismissed.has(event.event_id)).length);
  });

  it('has steps of whole hours begin with one, unless a step is asked for', async () => {
    const { steps, step_seconds } = await get(`statistics?start_time=${SINCE - 30 * DAY_MS}&end_time=${NOW}`);
    expect(step_seconds).toBe(43_200);
    expect(Date.parse(steps[0].timestamp)).toBe(Math.floor((SINCE - 30 * DAY_MS) / HOUR_MS) * HOUR_MS);
  });

  it('counts what was stored before there were hours and days', async () => {
    const read = async () => {
      const columns =
        'value_hash, event_type, severity, service, value, event_count, occurrence_count, first_at, last_at';
      return [
        await service.query(`select key, hour_at, ${columns} from security_event_hours order by 1, 2, 3, 4, 5, 6`),
        await service.query(`select key, day_at, ${columns} from security_event_days order by 1, 2, 3, 4, 5, 6`),
      ];
    };
    const before = await read();
    expect(before.map((rows) => rows.length > 1000)).toEqual([true, true]);
    await service.process.end('SIGTERM');
    const typeorm = join(root, 'node_modules/typeorm/cli.js');
    await run(process.execPath, [typeorm, 'migration:revert', '-d', 'dist/ormconfig.js'], {
      cwd: root,
      env: { PATH: process.env.PATH, DATABASE_URL: service.databaseUrl },
    });
    await service.launch();
    expect(await read()).toEqual(before);
  });

  it('forgets with the events', async () => {
    await service.query(`update security_event_days set day_at = day_at - interval '2 years'`);
    await service.query(`update security_event_hours set hour_at = hour_at - interval '2 years'`);
    expect((await service.request('POST', '/cleanup', { body: {} })).status).toBe(200);
    expect(
      await service.query('select 1 from security_event_days union all select 1 from security_event_hours'),
    ).toEqual([]);
  });
});

function offendersOf(events: readonly Sent[], by: (typeof KEYS)[number]) {
  const values = new Set(events.map((event) => event[by]).filter((value) => value !== undefined));
  return [...values]
    .map((value) => ({ value, theirs: events.filter((event) => event[by] === value) }))
    .map(({ value, theirs }) => ({
      value,
      count: theirs.reduce((sum, { additional_data }) => sum + Math.max(additional_data?.count ?? 1, 1), 0),
      events: theirs.length,
      by_severity: countBy(theirs, 'severity', SEVERITIES),
      first_seen: new Date(Math.min(...theirs.map(({ timestamp }) => timestamp))).toISOString(),
      last_seen: new Date(Math.max(...theirs.map(({ timestamp }) => timestamp))).toISOString(),
      event_types: Object.keys(countBy(theirs, 'event_type')).toSorted(),
      services: Object.keys(countBy(theirs, 'service')).toSorted(),
    }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function summaryOf(offender: { event_types: string[]; services: string[] }) {
  return { ...offender, event_types: offender.event_types.toSorted(), services: offender.services.toSorted() };
}

function countBy(events: readonly Sent[], field: 'severity' | 'event_type' | 'service', all: readonly string[] = []) {
  const counts: Record<string, number> = Object.fromEntries(all.map((value) => [value, 0]));
  for (const event of events) counts[event[field]] = (counts[event[field]] ?? 0) + 1;
  return counts;
}
