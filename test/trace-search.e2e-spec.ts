import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const NOW = Date.now();
const MINUTE = 60_000;

interface Made {
  trace_id: string;
  startAt: number;
  durationMs: number;
  failed: boolean;
  /** Of its spans: service and attributes. */
  spans: { service: string; tags: Record<string, string> }[];
}

/** The same numbers in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

function makeTraces(count: number): Made[] {
  const random = randomFrom(7);
  return Array.from({ length: count }, (_, i) => ({
    trace_id: `made-${i}`,
    // Many at the same time, so that pages end among them.
    startAt: NOW - 30 * MINUTE - random(200) * 1000,
    durationMs: 10 + random(90) * 10,
    failed: random(2) === 0,
    spans: Array.from({ length: 2 }, (__, s) => ({
      service: s === 0 ? 'gateway' : ['students', 'billing'][random(2)]!,
      tags: {
        school: `school-${random(3)}`,
        user: `user-${random(400)}`,
        ...(random(30) === 0 && { flag: 'a:b' }),
      },
    })),
  }));
}

describe('searching traces', () => {
  let service: TestService;
  const made = makeTraces(3000);

  beforeAll(async () => {
    service = await startService({ env: { TRACE_QUIET_SECONDS: '1', TRACE_SAMPLE_RATE: '0' } });
    const spans = made.flatMap(({ trace_id, startAt, durationMs, failed, spans: own }) =>
      own.map(({ service: service_name, tags }, s) => ({
        trace_id,
        span_id: `s${s}`,
        parent_span_id: s === 0 ? null : 's0',
        operation_name: 'GET /made',
        service_name,
        start_time: startAt,
        duration_ms: s === 0 ? durationMs : durationMs / 2,
        status: failed ? 'error' : 'ok',
        tags,
      })),
    );
    await post(spans);
    await eventually(async () => {
      const waiting = await service.query('select from traces where pending limit 1');
      if (waiting.length > 0) throw new Error('traces still wait for their decision');
    });
  });
  afterAll(() => service?.stop());

  const post = (body: unknown) => service.request('POST', '/traces', { as: 'ingest', body });
  const ask = (query: Record<string, string>) =>
    service.request('GET', `/traces?${new URLSearchParams(query)}`, { as: 'viewer' });
  const idsOf = async (query: Record<string, string>) =>
    (await ask(query)).body.items.map((item: { trace_id: string }) => item.trace_id);

  /** Every page; the last is known by its cursor alone. */
  async function allPages(query: Record<string, string>): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const { status, body } = await ask(cursor ? { ...query, cursor } : query);
      expect(status).toBe(200);
      expect(body.items.length).toBeLessThanOrEqual(Number(query.limit));
      ids.push(...body.items.map((item: { trace_id: string }) => item.trace_id));
      cursor = body.next_cursor;
    } while (cursor !== null);
    return ids;
  }

  it.each<[string, Record<string, string>, (trace: Made) => boolean]>([
    ['all of them', {}, () => true],
    ['slow ones of a service', { service: 'billing', min_duration_ms: '700' }, (t) => slowOf(t, 'billing', 700)],
    ['what many spans have', { attribute: 'school:school-1' }, (t) => has(t, { school: 'school-1' })],
    ['what few spans have', { attribute: 'user:user-17' }, (t) => has(t, { user: 'user-17' })],
    ['a value with a colon', { attribute: 'flag:a:b' }, (t) => has(t, { flag: 'a:b' })],
    ['what no span has', { attribute: 'user:nobody' }, () => false],
    [
      'what a span of a service has',
      { attribute: 'user:user-3', service: 'billing' },
      (t) => has(t, { user: 'user-3' }, 'billing'),
    ],
    [
      'slow ones of a service with what many have',
      { attribute: 'school:school-2', service: 'students', min_duration_ms: '890' },
      (t) => slowOf(t, 'students', 890) && has(t, { school: 'school-2' }, 'students'),
    ],
    [
      'what few of those that failed have',
      { attribute: 'flag:a:b', status: 'error', max_duration_ms: '300' },
      (t) => t.failed && t.durationMs <= 300 && has(t, { flag: 'a:b' }),
    ],
  ])('finds %s, page by page in both orders', async (_, query, fits) => {
    const expected = made.filter(fits);
    const whole = { ...query, operation: 'GET /made' };
    const recent = await allPages({ ...whole, limit: '97' });
    expect(recent).toEqual(sorted(expected, ({ startAt }) => startAt));
    const slowest = await allPages({ ...whole, limit: '101', sort: 'slowest' });
    expect(slowest).toEqual(sorted(expected, ({ durationMs }) => durationMs));
  });

  it('asks all attributes of one span', async () => {
    const tags = (span_id: string, own: object) => ({
      trace_id: `pair-${span_id}`,
      span_id,
      operation_name: 'pair',
      service_name: 'pair',
      start_time: NOW,
      duration_ms: 1,
      tags: own,
    });
    await post([
      tags('both', { one: '1', two: '2' }),
      tags('first', { one: '1' }),
      { ...tags('other', { two: '2' }), trace_id: 'pair-first' },
    ]);
    const { body } = await service.request('GET', '/traces?attribute=one:1&attribute=two:2', { as: 'viewer' });
    expect(body.items).toMatchObject([{ trace_id: 'pair-both' }]);
    expect(body.next_cursor).toBeNull();
  });

  it('compares numbers and truths as text, recent or kept', async () => {
    const value = (key: string, is: object) => ({ key, value: is });
    const span = (id: number, code: number) => ({
      traceId: `${id}`.repeat(32),
      spanId: `${id}`.repeat(16),
      name: 'typed',
      startTimeUnixNano: `${NOW}000000`,
      endTimeUnixNano: `${NOW + 5}000000`,
      status: { code },
      attributes: [
        value('answer', { intValue: '42' }),
        value('sure', { boolValue: true }),
        value('odd', { doubleValue: 0.5 }),
      ],
    });
    const answer = await service.request('POST', '~/v1/traces', {
      as: 'ingest',
      body: { resourceSpans: [{ scopeSpans: [{ spans: [span(1, 1), span(2, 2)] }] }] },
    });
    expect(answer.status).toBe(200);
    await eventually(async () => {
      const kept = await service.query(`select trace_id from spans where operation_name = 'typed'`);
      expect(kept).toEqual([{ trace_id: '2'.repeat(32) }]);
    });
    for (const attribute of ['answer:42', 'sure:true', 'odd:0.5'])
      expect(await idsOf({ attribute })).toEqual(['2'.repeat(32), '1'.repeat(32)]);
    for (const attribute of ['answer:4', 'sure:t', 'odd:.5', 'answer:1e999', 'answer:[42]', 'answer:'])
      expect(await idsOf({ attribute })).toEqual([]);
  });

  it.each([
    ['an attribute without a value', 'attribute=school', 'attribute'],
    ['too many attributes', 'attribute=a:1&'.repeat(6), 'attribute'],
    ['an unknown order', 'sort=fastest', 'sort'],
    [
      'a cursor of another order',
      `sort=slowest&cursor=${Buffer.from('["recent",1,"x"]').toString('base64url')}`,
      'cursor',
    ],
    ['a cursor of another list', `cursor=${Buffer.from('[1,"x"]').toString('base64url')}`, 'cursor'],
  ])('refuses %s', async (_, query, path) => {
    const { status, body } = await service.request('GET', `/traces?${query}`, { as: 'viewer' });
    expect({ status, paths: body.errors.map((error: { path: string }) => error.path) }).toEqual({
      status: 400,
      paths: [path],
    });
  });
});

function has({ spans }: Made, tags: Record<string, string>, service?: string): boolean {
  return spans.some(
    (span) =>
      (service === undefined || span.service === service) &&
      Object.entries(tags).every(([name, value]) => span.tags[name] === value),
  );
}

function slowOf({ durationMs, spans }: Made, service: string, ms: number): boolean {
  return durationMs >= ms && spans.some((span) => span.service === service);
}

function sorted(traces: readonly Made[], by: (trace: Made) => number): string[] {
  return traces
    .toSorted((one, other) => by(other) - by(one) || (one.trace_id < other.trace_id ? 1 : -1))
    .map(({ trace_id }) => trace_id);
}
