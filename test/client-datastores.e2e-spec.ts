import { randomBytes } from 'node:crypto';
import { Consumer, type PackageSet } from './client/consumer.js';
import { eventually } from './support/eventually.js';
import { Redis } from './support/redis.js';
import { countsBy } from './support/request-counts.js';
import { startService, type TestService } from './support/service.js';
import { createTestDatabase, type TestDatabase } from './support/test-database.js';

/** Packages may have to be installed first. */
const LIMIT_MS = 240_000;
const BY_ID = 'select * from pupils where id = $1';

interface StoredSpan {
  span_id: string;
  parent_span_id: string | null;
  operation_name: string;
  kind: string;
  status: string;
  status_message: string | null;
  tags: Record<string, unknown>;
}

describe.each<PackageSet>(['nest-12', 'nest-11', 'nest-10'])('what a service on %s asks of its databases', (set) => {
  let monitoring: TestService;
  let database: TestDatabase;
  let redis: Redis;
  let app: Consumer;
  /** Where PostgreSQL is. */
  let place: { host: string; port: number; namespace: string };

  beforeAll(async () => {
    [monitoring, database, redis] = await Promise.all([startService(), createTestDatabase(), Redis.start()]);
    const [, namespace, host, port] = /(\w+)\?host=(.+)&port=(\d+)$/.exec(database.url)!;
    place = { namespace: namespace!, host: decodeURIComponent(host!), port: Number(port) };
    const { body } = await monitoring.request('POST', '/ingest-keys', { body: { name: set } });
    app = await Consumer.start(set, 'datastores', {
      DATABASE_URL: database.url,
      REDIS_PORT: String(redis.port),
      MONITORING_ENDPOINT: monitoring.url,
      MONITORING_API_KEY: body.key,
      MONITORING_SERVICE: set,
      MONITORING_INTERVAL_SECONDS: '0.5',
    });
  }, LIMIT_MS);
  afterAll(async () => {
    await app?.stop();
    await Promise.all([monitoring?.stop(), database?.drop(), redis?.stop()]);
  });

  /** What was answered, and what was asked beneath the request, in this order. */
  async function ask(path: string, calls: number) {
    const traceId = randomBytes(16).toString('hex');
    const answer = await fetch(`${app.url}${path}`, {
      headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    });
    const text = await answer.text();
    const body = await eventually(async () => {
      const { body } = await monitoring.request('GET', `/traces/${traceId}`);
      expect(body.spans).toHaveLength(1 + calls);
      return body;
    });
    const [request, ...spans] = body.spans as [StoredSpan, ...StoredSpan[]];
    for (const { kind, parent_span_id } of spans)
      expect({ kind, parent_span_id }).toEqual({ kind: 'client', parent_span_id: request.span_id });
    expect(JSON.stringify(spans)).not.toContain('secret');
    return { status: answer.status, text, spans, folds: body.folds as object[] };
  }
  const counts = (name: string, tags: string[]) => countsBy(monitoring, name, set, tags);
  /** Sorted: what happened within the same millisecond has no order. */
  const textsOf = (spans: StoredSpan[]) => spans.map(({ tags }) => String(tags['db.query.text'])).sort();
  const namesOf = (spans: StoredSpan[]) => spans.map(({ operation_name }) => operation_name).sort();

  it('makes spans of queries in every form, without what is asked for', async () => {
    const { status, spans } = await ask('/pg/promises', 4);
    expect(status).toBe(200);
    expect(textsOf(spans)).toEqual([BY_ID, BY_ID, BY_ID, 'select * from pupils where name = ? and id in (?)']);
    expect(spans.find(({ tags }) => tags['db.query.text'] !== BY_ID)).toMatchObject({
      operation_name: 'SELECT pupils',
      status: 'unset',
      tags: {
        'db.system.name': 'postgresql',
        'db.namespace': place.namespace,
        'db.operation.name': 'SELECT',
        'db.collection.name': 'pupils',
        'server.address': place.host,
      },
    });
  });

  it('runs callbacks in the context of whoever asked', async () => {
    const { text, spans } = await ask('/pg/callbacks', 4);
    expect(JSON.parse(text)).toEqual({ rows: [{ '?column?': 2 }], fault: 'column "no_such_column" does not exist' });
    expect(textsOf(spans)).toEqual([BY_ID, 'select ?', 'select ?', 'select no_such_column from pupils']);
    expect(textsOf(spans.filter(({ status }) => status === 'error'))).toEqual(['select no_such_column from pupils']);
  });

  it('follows transactions, and cursors to their end', async () => {
    const transaction = await ask('/pg/transaction', 3);
    expect(transaction.text).toBe('2');
    expect(namesOf(transaction.spans)).toEqual(['BEGIN', 'INSERT pupils', 'ROLLBACK']);
    expect(textsOf(transaction.spans)).toContain('insert into pupils (name) values (?)');
    const cursor = await ask('/pg/cursor', 1);
    expect(JSON.parse(cursor.text)).toHaveLength(5);
    expect(textsOf(cursor.spans)).toEqual(['select * from generate_series(?, $1) n']);
  });

  it('says what failed, without the data', async () => {
    const broken = await ask('/pg/broken', 1);
    expect(broken.status).toBe(500);
    expect(broken.spans[0]).toMatchObject({
      status: 'error',
      status_message: 'relation "no_such_table" does not exist',
      tags: { 'db.response.status_code': '42P01', 'error.type': '42P01' },
    });
    const wrong = await ask('/pg/wrong', 1);
    expect(wrong.text).toBe('DatabaseError: invalid input syntax for type integer: "secret"');
    expect(wrong.spans[0]).toMatchObject({ status_message: 'invalid input syntax for type integer: "?"' });
    const unhandled = await ask('/pg/unhandled', 1);
    expect(unhandled.text).toBe('relation "no_such_table" does not exist');
  });

  it('shows queries in a loop as one', async () => {
    const { folds } = await ask('/pg/loop', 6);
    expect(folds).toMatchObject([{ count: 6, likely_n_plus_one: true }]);
  });

  it('makes one span of each query of TypeORM, on PostgreSQL and elsewhere', async () => {
    for (const [size, system] of [
      ['large', 'postgresql'],
      ['small', 'sqlite'],
    ]) {
      const { text, spans } = await ask(`/typeorm/${size}`, 6);
      expect(text).toBe('QueryFailedError');
      expect(spans.map(({ tags }) => tags['db.system.name'])).toEqual(spans.map(() => system));
      expect(namesOf(spans)).toEqual(expect.arrayContaining(['INSERT pupils', 'SELECT pupils', 'DELETE pupils']));
      expect(namesOf(spans.filter(({ status }) => status === 'error'))).toEqual(['INSERT pupils']);
    }
  });

  it('times queries, also those outside of requests, and tells how many connections a pool has', async () => {
    await eventually(async () => {
      const queries = await counts('db_query_duration_ms', ['operation', 'collection', 'outcome']);
      expect(Object.keys(queries)).toEqual(
        expect.arrayContaining(['SELECT pupils ok', 'SELECT no_such_table error', 'INSERT pupils error']),
      );
      const pools = await counts('db_pool_connections', ['pool', 'state']);
      const pool = `${place.host}:${place.port}/${place.namespace}`;
      expect(pools[`${pool} total`]).toBeGreaterThanOrEqual(1);
      expect(pools[`${pool} waiting`]).toBe(0);
    });
  });

  it('makes spans of commands and pipelines, without their arguments', async () => {
    const { status, spans } = await ask('/redis/look-ups', 6);
    expect(status).toBe(200);
    expect(textsOf(spans)).toEqual(['GET ?', 'GET ?', 'HGET ? ?', 'HSET ? ? ?', 'MGET ? ? ?', 'MSET ? ? ? ?']);
    expect(spans.find(({ operation_name }) => operation_name === 'GET')).toMatchObject({
      tags: {
        'db.system.name': 'redis',
        'db.namespace': '0',
        'server.address': '127.0.0.1',
        'server.port': redis.port,
      },
    });
    const batches = await ask('/redis/batches', 2);
    expect(JSON.parse(batches.text)).toEqual([
      [null, 'OK'],
      [null, 2],
    ]);
    const sizes = batches.spans.map(({ operation_name, tags }) => [operation_name, tags['db.operation.batch.size']]);
    expect(Object.fromEntries(sizes)).toEqual({ PIPELINE: 3, MULTI: 2 });
    const wrong = await ask('/redis/wrong', 2);
    expect(wrong.text).toMatch(/^WRONGTYPE/);
    expect(wrong.spans.find(({ operation_name }) => operation_name === 'GET')).toMatchObject({
      status: 'error',
      tags: { 'db.response.status_code': 'WRONGTYPE' },
    });
  });

  it('counts what caches find', async () => {
    expect(JSON.parse((await ask('/cache/look-ups', 0)).text)).toEqual(['found', 'nothing', 'made', 'made', 'made']);
    await ask('/cache/own', 0);
    await eventually(async () =>
      expect(await counts('cache_requests_total', ['cache', 'outcome'])).toEqual({
        'redis hit': 5,
        'redis miss': 3,
        'cache-manager hit': 3,
        'cache-manager miss': 2,
        'own hit': 2,
        'own miss': 2,
      }),
    );
  });
});
