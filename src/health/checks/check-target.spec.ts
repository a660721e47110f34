import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkTarget } from './check-target.js';

describe('checkTarget', () => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/hang') return;
      response.writeHead(request.url === '/down' ? 503 : 200).end('some text');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it.each([
    { path: '/up', up: true, message: undefined },
    { path: '/down', up: false, message: 'HTTP 503' },
    { path: '/hang', up: false, message: 'no answer within 200 ms' },
  ])('$path is up: $up', async ({ path, up, message }) => {
    const outcome = await checkTarget('billing', url + path, { timeoutMs: 200 });
    expect(outcome).toMatchObject({ service: 'billing', up });
    expect(outcome.message).toBe(message);
    expect(outcome.durationMs).toBeGreaterThan(0);
  });

  it('names the fault of the connection', async () => {
    await expect(checkTarget('billing', 'http://127.0.0.1:1/health')).resolves.toMatchObject({
      up: false,
      message: expect.stringMatching(/ECONNREFUSED|bad port/),
    });
  });
});
