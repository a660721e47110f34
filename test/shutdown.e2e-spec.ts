import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startService, type TestService } from './support/service.js';

const API = '/api/v1/monitoring';

describe('clients that keep their connection open while the service stops', () => {
  let service: TestService;
  let sockets: Socket[] = [];

  beforeAll(async () => {
    service = await startService();
  });
  afterEach(async () => {
    if (!service.process.running) await service.launch();
    for (const socket of sockets) socket.destroy();
    sockets = [];
  });
  afterAll(() => service?.stop());

  /** A connection that never reads. */
  function send(text: string): void {
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1').pause();
    socket.on('error', () => undefined);
    socket.write(text);
    sockets.push(socket);
  }
  const authorization = () => `authorization: Bearer ${service.token('admin')}\r\n`;
  const flood = Array.from({ length: 400 }, () => ({ service: 'flood', message: 'x'.repeat(15_000) }));

  it.each<[string, () => Promise<void>]>([
    ['sends half a header', async () => send(`GET ${API}/status HTTP/1.1\r\nhost: a\r\n`)],
    [
      'sends half a body',
      async () =>
        send(
          `POST ${API}/logs HTTP/1.1\r\nhost: a\r\n${authorization()}content-type: application/json\r\ncontent-length: 100\r\n\r\n[`,
        ),
    ],
    [
      'reads no answer',
      async () => {
        send(`GET ${API}/logs/tail HTTP/1.1\r\nhost: a\r\n${authorization()}\r\n`);
        await sleep(500);
        expect((await service.request('POST', '/logs', { body: flood })).status).toBe(201);
        await sleep(2000);
      },
    ],
  ])('do not hold it up: one that %s', async (_, open) => {
    await open();
    await sleep(200);
    const askedAt = performance.now();
    expect(await service.process.end('SIGTERM')).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(8000);
  });
});
