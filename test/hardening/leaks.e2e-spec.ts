import { eventually } from '../support/eventually.js';
import { startService, type TestResponse, type TestService } from '../support/service.js';

/** Traces of a program in what a caller reads: stack frames, paths of files, SQL, PostgreSQL's words, modules. */
const INNER =
  /\n\s+at |node_modules|\/(?:src|dist|tmp|home|root)\/|\.[jt]s:\d+|\b(?:select|insert|update|delete)\b[^"]*\b(?:from|into|set)\b|relation|column|syntax error|constraint|pg_|typeorm|postgres|ECONN/i;
/** What would begin a line of its own, or colour a terminal, if it were written as it came. */
const FORGED = 'x\r\n{"level":"error","msg":"forged"}\u001b[31m\u2028';

describe('what callers and logs are told', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ env: { LOG_LEVEL: 'trace', MAX_BODY_BYTES: '100000' } });
  });
  afterAll(() => service?.stop());

  const expectPlain = ({ status, body }: TestResponse, expected: number) => {
    expect(status).toBe(expected);
    expect(body).toMatchObject({ status, request_id: expect.any(String) });
    expect(JSON.stringify(body.detail ?? '')).not.toMatch(INNER);
    expect(Object.keys(body).toSorted((a, b) => a.localeCompare(b))).toEqual(
      expect.not.arrayContaining(['stack', 'query', 'code', 'driverError']),
    );
  };

  it.each<[string, number, () => Promise<TestResponse>]>([
    ['JSON that cannot be read', 400, () => service.request('POST', '/ingest-keys', { body: '{"name": ' })],
    ['an id that is none', 400, () => service.request('DELETE', '/ingest-keys/1%20or%201=1')],
    ['SQL in a query', 400, () => service.request('GET', "/security/events?limit=1';select%20pg_sleep(1)--")],
    ['a cursor that is none', 400, () => service.request('GET', '/security/events?cursor=eyJhIjox')],
    ['a NUL in a filter', 400, () => service.request('GET', '/security/events?event_type=a%00b')],
    ['an address that cannot be read', 400, () => service.request('GET', '~/%zz')],
    ['a body that is too large', 413, () => service.request('POST', '/errors', { body: 'x'.repeat(100_001) })],
    [
      'a type that is not taken',
      415,
      () => service.request('POST', '/errors', { body: 'x', headers: { 'content-type': 'text/xml' } }),
    ],
    [
      'a token that is none',
      401,
      () => service.request('GET', '/alerts', { as: null, headers: { authorization: 'Bearer a.b.c' } }),
    ],
  ])('nothing of the inside for %s', async (_name, status, call) => expectPlain(await call(), status));

  it('nothing of the inside when a query fails, while the log has its stack under the request id', async () => {
    await service.query('alter table ingest_keys rename to ingest_keys_elsewhere');
    try {
      const answer = await service.request('GET', '/ingest-keys', { headers: { 'x-request-id': 'broken-query' } });
      expectPlain(answer, 500);
      await eventually(() => {
        const line = linesOf(service).find(({ request_id: id, level }) => id === 'broken-query' && level === 'error');
        expect(line).toMatchObject({ err: { stack: expect.stringContaining('ingest_keys') } });
      });
    } finally {
      await service.query('alter table ingest_keys_elsewhere rename to ingest_keys');
    }
  });

  it('one JSON object a line, whatever names and headers callers choose', async () => {
    await service
      .request('GET', '/alerts', { as: null, headers: { authorization: 'Bearer \u001b[31mred\u001b[0m' } })
      .catch(() => undefined);
    const token = service.token('viewer', {}, FORGED);
    await service.request('GET', '/alerts', { as: null, headers: { authorization: `Bearer ${token}` } });
    await service.request('GET', `/${encodeURIComponent(FORGED)}?${encodeURIComponent(FORGED)}`);
    await service.request('POST', '/errors', { as: 'ingest', body: { error_type: FORGED, error_message: FORGED } });
    await service.request('POST', '/alert-rules', { body: { name: FORGED } });
    await eventually(() => expect(linesOf(service).some(({ principal }) => principal === FORGED)).toBe(true));
    expect([...new Set(service.output)].filter((sign) => (sign < ' ' && sign !== '\n') || sign === '\u007f')).toEqual(
      [],
    );
    expect(linesOf(service).filter(({ msg }) => msg === 'forged')).toEqual([]);
  });

  it('no token, key or DSN', async () => {
    const { body } = await service.request('POST', '/ingest-keys', { body: { name: 'secretive' } });
    const token = service.token('admin', { jti: 'secret-token' });
    const dsn = new URL(body.sentry_dsn);
    const sent: Record<string, string>[] = [
      { authorization: `Bearer ${token}` },
      { authorization: `Bearer ${body.key}` },
      { 'x-api-key': `${body.key}0` },
      { 'x-sentry-auth': `Sentry sentry_key=${dsn.username}` },
    ];
    for (const headers of sent) {
      await service.request('GET', `/alerts?token=${body.key}`, { as: null, headers });
      await service.request('POST', `~/api/1/envelope/?sentry_key=${dsn.username}`, { as: null, headers, body: '{' });
      await service.request('POST', '/errors', { as: null, headers, body: '{"error_message": ' });
    }
    await service.request('GET', '/status', { headers: { 'x-request-id': 'the-last' } });
    await eventually(() => expect(service.output).toContain('the-last'));
    expect(service.output).not.toContain(body.key);
    expect(service.output).not.toContain(token);
    expect(service.output).not.toContain('ocm_');
  });
});

interface LogLine {
  level: string;
  msg?: string;
  request_id?: string;
  principal?: string;
  err?: object;
}

/** Every line is JSON, but for the links that are printed at the start. */
function linesOf({ output }: TestService): LogLine[] {
  const complete = output.slice(0, output.lastIndexOf('\n')).split('\n');
  const printed = /^\s*$|^ {2}(Dashboard|Swagger UI|Prometheus export) /;
  return complete.filter((line) => !printed.test(line)).map((line) => JSON.parse(line) as LogLine);
}
