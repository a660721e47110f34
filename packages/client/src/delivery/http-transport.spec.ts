import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpTransport } from './http-transport.js';
import { type Batch, DeliveryFault } from './transport.js';

const batch: Batch = {
  id: 'batch-1',
  signal: 'metrics',
  items: [{ name: 'a', kind: 'counter', value: 1, at: 5, source: 's', tags: {} }],
};

describe('HttpTransport', () => {
  let server: Server;
  let received: { url: string | undefined; headers: IncomingHttpHeaders; body: string }[];
  let answer: { status: number; headers?: Record<string, string>; body?: string };

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        received.push({ url: request.url, headers: request.headers, body });
        response.writeHead(answer.status, answer.headers).end(answer.body);
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });
  beforeEach(() => {
    received = [];
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  const endpoint = (path = '') => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const fault = async (transport: HttpTransport): Promise<DeliveryFault> => {
    const reason: unknown = await transport.send(batch).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!(reason instanceof DeliveryFault)) throw new Error(`no fault, but ${String(reason)}`);
    return reason;
  };

  it.each([
    ['', '/api/v1/monitoring/metrics'],
    ['/', '/api/v1/monitoring/metrics'],
    ['/behind/a/proxy/', '/behind/a/proxy/api/v1/monitoring/metrics'],
    ['/proxy/api/v1/monitoring', '/proxy/api/v1/monitoring/metrics'],
  ])('posts a batch with its id and the key; endpoint path "%s"', async (path, url) => {
    answer = { status: 201, body: '{"accepted":1,"rejected":[]}' };
    expect(await new HttpTransport(endpoint(path), { apiKey: 'secret' }).send(batch)).toEqual({ rejected: 0 });
    expect(received).toMatchObject([
      { url, headers: { authorization: 'Bearer secret', 'x-batch-id': 'batch-1', 'content-type': 'application/json' } },
    ]);
    expect(JSON.parse(received[0]!.body)).toHaveLength(1);
  });

  it('tells how many items were refused, and why', async () => {
    answer = { status: 201, body: '{"accepted":0,"rejected":[{"index":0,"path":"value","reason":"too large"}]}' };
    const { rejected, reason } = await new HttpTransport(endpoint()).send(batch);
    expect(rejected).toBe(1);
    expect(reason).toContain('too large');
  });

  it.each([
    [400, true, false],
    [401, false, false],
    [403, true, false],
    [404, false, false],
    [413, true, false],
    [422, true, false],
    [429, false, false],
    [500, false, true],
    [503, false, false],
  ])(
    'makes of status %d a fault that is permanent: %s, suspects the batch: %s',
    async (status, permanent, suspectsBatch) => {
      answer = { status };
      const expected = { status, permanent, suspectsBatch };
      expect(await fault(new HttpTransport(endpoint(), { apiKey: 'k' }))).toMatchObject(expected);
    },
  );

  it('says what the receiver says', async () => {
    answer = {
      status: 422,
      body: '{"detail":"Nothing was stored.","errors":[{"path":"value","message":"is missing"}]}',
    };
    const { message } = await fault(new HttpTransport(endpoint()));
    expect(message).toBe(
      `POST ${endpoint()}/api/v1/monitoring/metrics answered 422: Nothing was stored. value is missing.`,
    );
  });

  it('reads how long it is asked to wait', async () => {
    answer = { status: 503, headers: { 'retry-after': '7' } };
    expect((await fault(new HttpTransport(endpoint(), { apiKey: 'k' }))).retryAfterMs).toBe(7_000);
  });

  it('says why nothing can be reached', async () => {
    const nobody = createServer();
    await new Promise<void>((listening) => nobody.listen(0, '127.0.0.1', listening));
    const { port } = nobody.address() as AddressInfo;
    await new Promise((closed) => nobody.close(closed));
    const { message, permanent } = await fault(new HttpTransport(`http://127.0.0.1:${port}`));
    expect(permanent).toBe(false);
    expect(message).toContain(`cannot reach http://127.0.0.1:${port}/api/v1/monitoring/metrics: connect ECONNREFUSED`);
  });
});
