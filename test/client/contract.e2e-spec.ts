import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { Redis } from '../support/redis.js';
import { countsBy, requestCounts } from '../support/request-counts.js';
import { startService, type TestService } from '../support/service.js';
import { Consumer, type PackageSet } from './consumer.js';

/** Packages may have to be installed first. */
const LIMIT_MS = 240_000;
const FAULT = { type: 'RangeError', message: 'the list of pupils is too long' };

/** A way into an application: what asks for the work, and whether the trace of who asks goes on behind it. */
interface Door {
  readonly kind: string;
  readonly className: string;
  readonly ask: (url: string, what: string) => Promise<unknown>;
  readonly carries: boolean;
}
const get = async (url: string) => (await fetch(url)).text();
const DOORS: readonly Door[] = [
  { kind: 'rpc', className: 'RpcDoor', ask: (url, what) => get(`${url}/rpc/${what}`), carries: true },
  { kind: 'websocket', className: 'WebsocketDoor', ask: (url, what) => get(`${url}/socket/${what}`), carries: false },
  {
    kind: 'graphql',
    className: 'GraphqlDoor',
    ask: (url, what) =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: `{ ${what} }` }),
      }).then((answer) => answer.text()),
    carries: true,
  },
];

interface StoredSpan {
  span_id: string;
  parent_span_id: string | null;
  operation_name: string;
  kind: string;
  status: string;
  tags: Record<string, unknown>;
}

describe.each<[PackageSet, 'fastify' | 'express']>([
  ['nest-12', 'fastify'],
  ['nest-12', 'express'],
  ['nest-11', 'express'],
  ['nest-10', 'fastify'],
])('the client on %s with %s', (set, adapter) => {
  const name = `${set}-${adapter}`;
  let monitoring: TestService;
  let redis: Redis;
  let app: Consumer;

  beforeAll(async () => {
    [monitoring, redis] = await Promise.all([startService(), Redis.start()]);
    const { body } = await monitoring.request('POST', '/ingest-keys', { body: { name } });
    app = await Consumer.start(set, 'app', {
      ADAPTER: adapter,
      REDIS_PORT: String(redis.port),
      RPC_PORT: String(await freePort()),
      MONITORING_ENDPOINT: monitoring.url,
      MONITORING_API_KEY: body.key,
      MONITORING_SERVICE: name,
      MONITORING_INTERVAL_SECONDS: '0.5',
      TRACE_SAMPLE_RATE: '1',
    });
  }, LIMIT_MS);
  afterAll(async () => {
    await app?.stop();
    await Promise.all([monitoring?.stop(), redis?.stop()]);
  });

  const operations = () => countsBy(monitoring, 'operations_total', name, ['kind', 'operation', 'outcome']);
  /** The spans of the latest trace that has one of this operation. */
  async function spansWith(operation: string): Promise<StoredSpan[]> {
    const query = new URLSearchParams({ service: name, attribute: `code.function.name:${operation}`, limit: '1' });
    const { body } = await monitoring.request('GET', `/traces?${query.toString()}`);
    const [found] = body.items as { trace_id: string }[];
    expect(found).toBeDefined();
    const trace = await monitoring.request('GET', `/traces/${found!.trace_id}`);
    return trace.body.spans as StoredSpan[];
  }
  async function errorsAt(operation: string) {
    const { body } = await monitoring.request('GET', `/errors?service=${name}&limit=1000`);
    return (body.items as Record<string, unknown>[]).filter(({ endpoint }) => endpoint === operation);
  }

  it('records requests by their route, whatever answers them', async () => {
    for (const path of ['succeed/1', 'succeed/2', 'succeed/3?bad=late', 'fail', 'refuse', 'nowhere']) {
      await get(`${app.url}/http/${path}`);
    }
    await eventually(async () =>
      expect(await requestCounts(monitoring, name)).toMatchObject({
        'GET /http/succeed/:id 200': 2,
        'GET /http/succeed/:id 400': 1,
        'GET /http/fail 500': 1,
        'GET /http/refuse 403': 1,
        'GET unmatched 404': 1,
      }),
    );
    await eventually(async () => {
      const spans = await spansWith('HttpDoor.succeed');
      expect(spans.map(({ operation_name }) => operation_name)).toContain('GET /http/succeed/:id');
    });
  });

  it('tells of callers who were not let in, together for each address and route', async () => {
    for (let time = 0; time < 3; time++) await get(`${app.url}/http/refuse`);
    await eventually(async () => {
      const { body } = await monitoring.request('GET', `/security/events?service=${name}`);
      const events = body.items as { additional_data: { count: number } }[];
      expect(events.reduce((sum, { additional_data: { count } }) => sum + count, 0)).toBe(4);
      expect(events[0]).toMatchObject({
        event_type: 'access_denied',
        endpoint: 'GET /http/refuse',
        ip_address: expect.stringContaining('127.0.0.1'),
        user_agent: 'node',
        request_id: expect.any(String),
      });
    });
  });

  it('puts acts on the audit trail, with the request they were done in', async () => {
    await fetch(`${app.url}/http/move/7`, { headers: { 'x-request-id': `move-${name}` } });
    await eventually(async () => {
      const { body } = await monitoring.request('GET', `/audit?service=${name}`);
      expect(body.items).toEqual([
        expect.objectContaining({
          actor: 'teacher-17',
          action: 'pupil.moved',
          target_type: 'pupil',
          target_id: '7',
          before: { form: '3B' },
          after: { form: '3A' },
          ip_address: '192.0.2.1',
          request_id: `move-${name}`,
          trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
          reported_by: name,
        }),
      ]);
    });
  });

  it('measures the process', async () => {
    for (const metric of ['process_event_loop_utilization', 'process_active_resources', 'process_gc_duration_ms']) {
      await eventually(async () =>
        expect(Object.keys(await countsBy(monitoring, metric, name, ['service']))).toEqual([name]),
      );
    }
  });

  describe.each(DOORS.filter(({ kind }) => kind !== 'graphql' || adapter === 'fastify'))('behind $kind', (door) => {
    const { kind, className, carries } = door;
    const operation = (what: string) => `${className}.${what}`;

    beforeAll(async () => {
      for (const what of ['succeed', 'succeed', 'fail', 'refuse']) await door.ask(app.url, what);
    });

    it('counts and times operations by what came of them', async () => {
      await eventually(async () =>
        expect(await operations()).toMatchObject({
          [`${kind} ${operation('succeed')} ok`]: 2,
          [`${kind} ${operation('fail')} error`]: 1,
          [`${kind} ${operation('refuse')} refused`]: 1,
        }),
      );
      const times = await countsBy(monitoring, 'operation_duration_ms', name, ['operation', 'outcome']);
      expect(times[`${operation('succeed')} ok`]).toBeGreaterThan(4);
    });

    it('makes spans of them, with what is done beneath, in the trace that asked', async () => {
      await eventually(async () => {
        const spans = await spansWith(operation('succeed'));
        const [span] = spans.filter(({ operation_name }) => operation_name === operation('succeed'));
        expect(span).toMatchObject({ kind: kind === 'graphql' ? 'internal' : 'server', tags: { outcome: 'ok' } });
        expect(spans.find(({ operation_name }) => operation_name === 'work')).toMatchObject({
          parent_span_id: span!.span_id,
        });
        const isWithin = spans.some(({ kind: of, operation_name }) => of === 'server' && operation_name.includes(' /'));
        expect(isWithin).toBe(carries);
      });
    });

    it('records what they throw, with its place and its trace', async () => {
      await eventually(async () => {
        const [error] = await errorsAt(operation('fail'));
        expect(error).toMatchObject({
          error_type: FAULT.type,
          error_message: FAULT.message,
          endpoint: operation('fail'),
          stack_trace: expect.stringContaining('work.js'),
          tags: { kind },
        });
        const spans = await spansWith(operation('fail'));
        const failed = spans.find(({ operation_name }) => operation_name === operation('fail'));
        expect(failed).toMatchObject({ span_id: error!.span_id, status: 'error' });
      });
      expect(await errorsAt(operation('refuse'))).toEqual([]);
    });
  });

  it('follows streams to their end, events, and answers that are no faults', async () => {
    expect(await get(`${app.url}/rpc/stream`)).toContain('done');
    await get(`${app.url}/rpc/break`);
    await get(`${app.url}/rpc/answer`);
    await get(`${app.url}/rpc/told`);
    await eventually(async () =>
      expect(await operations()).toMatchObject({
        'rpc RpcDoor.stream ok': 1,
        'rpc RpcDoor.break error': 1,
        'rpc RpcDoor.answer refused': 1,
        'rpc RpcDoor.told ok': 1,
      }),
    );
    await eventually(async () => {
      const spans = await spansWith('RpcDoor.stream');
      const [stream] = spans.filter(({ operation_name }) => operation_name === 'RpcDoor.stream');
      expect(spans.find(({ operation_name }) => operation_name === 'work')?.parent_span_id).toBe(stream!.span_id);
    });
  });

  it('records jobs in the trace that added them, how long they waited and what came of each attempt', async () => {
    for (const job of ['count', 'fail', 'many']) await get(`${app.url}/jobs/${job}`);
    await eventually(async () => {
      expect(await operations()).toMatchObject({
        'job pupils.count ok': 1,
        'job pupils.fail error': 2,
        'job pupils.bulk ok': 2,
      });
      expect(await countsBy(monitoring, 'job_attempts_total', name, ['queue', 'job', 'outcome'])).toEqual({
        'pupils count completed': 1,
        'pupils fail retried': 1,
        'pupils fail failed': 1,
        'pupils bulk completed': 2,
      });
    });
    expect(Object.keys(await countsBy(monitoring, 'job_wait_ms', name, ['job'])).sort()).toEqual([
      'bulk',
      'count',
      'fail',
    ]);
    await eventually(async () => {
      const kinds = (await spansWith('pupils.count')).map(({ kind, operation_name }) => `${kind} ${operation_name}`);
      expect(kinds).toEqual(
        expect.arrayContaining([
          'server GET /jobs/:name',
          'producer add pupils',
          'consumer pupils.count',
          'internal work',
        ]),
      );
      expect((await errorsAt('pupils.fail')).map(({ error_type }) => error_type)).toEqual([FAULT.type, FAULT.type]);
    });
  });

  it('records scheduled methods, and the runs that did not happen', async () => {
    await eventually(
      async () => {
        const found = await operations();
        expect(found['cron ScheduleDoor.everySecond ok']).toBeGreaterThan(1);
        expect(found['interval ScheduleDoor.fail error']).toBeGreaterThan(1);
        expect(found['timeout ScheduleDoor.holdUp ok']).toBe(1);
        const missed = await countsBy(monitoring, 'scheduled_runs_missed_total', name, ['operation']);
        expect(missed['ScheduleDoor.everySecond']).toBeGreaterThanOrEqual(1);
        expect(missed['ScheduleDoor.everySecond']).toBeLessThanOrEqual(3);
      },
      { timeoutMs: 30_000 },
    );
    const spans = await spansWith('ScheduleDoor.everySecond');
    expect(spans.map(({ operation_name }) => operation_name).sort()).toEqual(['ScheduleDoor.everySecond', 'work']);
    expect((await errorsAt('ScheduleDoor.fail'))[0]).toMatchObject({
      error_type: FAULT.type,
      tags: { kind: 'interval' },
    });
  });
});
