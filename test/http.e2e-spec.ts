import { connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const KEYS = '/ingest-keys';

describe('HTTP', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ env: { MAX_BODY_BYTES: '100000' } });
  });
  afterAll(() => service?.stop());

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    service.request('POST', KEYS, { body, headers });

  describe('problem details', () => {
    it('tell the status, the place and the request id', async () => {
      const answer = await service.request('GET', '/nowhere?token=secret', {
        headers: { 'x-request-id': 'my-request.1' },
      });
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(answer.headers.get('x-request-id')).toBe('my-request.1');
      expect(answer.body).toMatchObject({
        type: 'about:blank',
        status: 404,
        instance: '/api/v1/monitoring/nowhere',
        request_id: 'my-request.1',
      });
    });

    it('replace a request id that would break a log line', async () => {
      const answer = await service.request('GET', '/nowhere', { headers: { 'x-request-id': 'a b"c' } });
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    });

    it.each<[string, () => ReturnType<typeof post>, number, object]>([
      ['invalid JSON', () => post('{"name": '), 400, {}],
      ['a number that JSON does not have', () => post('{"name": NaN}'), 400, {}],
      ['an empty body', () => post(''), 400, {}],
      ['no body', () => service.request('POST', KEYS), 400, {}],
      ['null', () => post('null'), 400, {}],
      ['a poisoned prototype', () => post('{"__proto__": {"name": "x"}}'), 400, {}],
      ['a missing field', () => post({}), 422, { errors: [{ path: 'name' }] }],
      ['a field of a wrong type', () => post({ name: 7 }), 422, { errors: [{ path: 'name' }] }],
      ['an unknown field', () => post({ name: 'x', colour: 'red' }), 422, { errors: [{ path: 'colour' }] }],
      ['a line break in a name', () => post({ name: 'a\nb' }), 422, { errors: [{ path: 'name' }] }],
      ['a body over the limit', () => post({ name: 'x'.repeat(100_001) }), 413, {}],
      ['a gzip bomb', () => post(gzipSync(Buffer.alloc(50_000_000, 32)), { 'content-encoding': 'gzip' }), 413, {}],
      [
        'a brotli bomb',
        () => post(brotliCompressSync(Buffer.alloc(5_000_000, 32)), { 'content-encoding': 'br' }),
        413,
        {},
      ],
      ['broken gzip', () => post(Buffer.from('this is not gzip'), { 'content-encoding': 'gzip' }), 400, {}],
      ['an unknown encoding', () => post({ name: 'x' }, { 'content-encoding': 'zip' }), 415, {}],
      ['plain text', () => post('name=x', { 'content-type': 'text/plain' }), 415, {}],
      ['XML', () => post('<name/>', { 'content-type': 'application/xml' }), 415, {}],
      [
        'an unknown query parameter',
        () => service.request('GET', '/audit?colour=red'),
        400,
        { errors: [{ path: 'colour' }] },
      ],
      [
        'a query parameter out of range',
        () => service.request('GET', '/audit?limit=0'),
        400,
        { errors: [{ path: 'limit' }] },
      ],
      [
        'a cursor of another make',
        () => service.request('GET', '/audit?cursor=abc'),
        400,
        { errors: [{ path: 'cursor' }] },
      ],
      ['an id that is none', () => service.request('DELETE', `${KEYS}/7`), 400, {}],
      ['a broken escape in the path', () => service.request('GET', '/%E0%A4%A'), 400, {}],
      ['a method that is not served', () => service.request('PUT', KEYS, { body: {} }), 404, {}],
    ])('%s', async (_name, send, status, expected) => {
      const answer = await send();
      expect(answer.body).toMatchObject({
        status,
        request_id: answer.headers.get('x-request-id') ?? expect.any(String),
        ...expected,
      });
      expect(answer.status).toBe(status);
    });

    it('stored nothing of all that, and the service is up', async () => {
      expect((await service.request('GET', KEYS)).body.items).toEqual([]);
    });
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('takes bodies compressed with %s', async (encoding, compress) => {
    const answer = await post(compress(JSON.stringify({ name: encoding })), { 'content-encoding': encoding });
    expect(answer.status).toBe(201);
  });

  it('honours traceparent in its log, and starts a new trace when it is not valid', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    await service.request('GET', KEYS, {
      headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01`, 'x-request-id': 'traced' },
    });
    await service.request('GET', KEYS, {
      headers: { traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, 'x-request-id': 'untraced' },
    });
    const lines = await eventually(() => {
      const found = service.output.split('\n').filter((line) => /"request_id":"(un)?traced"/.test(line));
      expect(found).toHaveLength(2);
      return found.map((line) => JSON.parse(line));
    });
    expect(lines[0]).toMatchObject({
      level: 'info',
      service: 'monitoring',
      trace_id: trace,
      route: '/api/v1/monitoring/ingest-keys',
      status: 200,
    });
    expect(lines[1].trace_id).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
  });

  it('logs one JSON line a request, and no secret', async () => {
    const key = (await post({ name: 'logged' })).body.key as string;
    await service.request('GET', '/audit?actor=secret-in-the-query', {
      as: null,
      headers: { 'x-api-key': key, 'x-request-id': 'with-a-key' },
    });
    await eventually(() => expect(service.output).toContain('"request_id":"with-a-key"'));
    const lines = service.output.split('\n').filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
    expect(lines.filter((line) => line.includes('"request_id":"with-a-key"'))).toHaveLength(1);
    expect(service.output).not.toContain(key);
    expect(service.output).not.toContain(service.token('admin'));
    expect(service.output).not.toContain('secret-in-the-query');
  });

  it('survives bytes that are not HTTP', async () => {
    const { hostname, port } = new URL(service.url);
    const answer = await new Promise<string>((done, fail) => {
      const socket = connect(Number(port), hostname, () => socket.end('\x16\x03\x01 nonsense\r\n\r\n'));
      let text = '';
      socket
        .on('data', (chunk) => (text += chunk))
        .on('end', () => done(text))
        .on('error', fail);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect((await service.request('GET', KEYS)).status).toBe(200);
  });
});
