import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { startService, type TestService } from '../support/service.js';

const STATUS = '/api/v1/monitoring/status';

/** Bytes on a connection, as a hostile caller sends them. */
class RawCall {
  received = '';
  private readonly startedAt = performance.now();

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('latin1').on('data', (text: string) => (this.received += text));
    // A connection may be reset when it is cut.
    socket.on('error', () => undefined);
  }

  static async open(url: string): Promise<RawCall> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new RawCall(socket);
  }

  write(text: string): this {
    if (this.socket.writable) this.socket.write(text);
    return this;
  }

  /** Sends one more piece each 100 ms until the other side has had enough. */
  drip(piece: (time: number) => string): this {
    let time = 0;
    const timer = setInterval(() => this.write(piece(time++)), 100);
    this.socket.once('close', () => clearInterval(timer));
    return this;
  }

  /** Waits until it is cut. @returns after how many seconds */
  async closed(): Promise<number> {
    if (!this.socket.closed) await once(this.socket, 'close');
    return (performance.now() - this.startedAt) / 1000;
  }

  problem(): unknown {
    const [head = '', body = ''] = this.received.split('\r\n\r\n');
    for (const line of ['content-type: application/problem+json', 'x-content-type-options: nosniff']) {
      if (!head.includes(line)) throw new Error(`the answer has no ${line}:\n${head}`);
    }
    return JSON.parse(body);
  }
}

describe('connections', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ env: { REQUEST_HEADERS_TIMEOUT_SECONDS: '1', REQUEST_TIMEOUT_SECONDS: '2' } });
  });
  afterAll(() => service?.stop());

  const call = async (text: string) => (await RawCall.open(service.url)).write(text);
  const withHeaders = (lines: string[]) =>
    call(`GET ${STATUS} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${lines.join('\r\n')}\r\n\r\n`);

  it('that send nothing at all are cut', async () => {
    const silent = await RawCall.open(service.url);
    expect(await silent.closed()).toBeLessThan(4);
    expect(silent.problem()).toMatchObject({ status: 408 });
  });

  it('that drip headers for ever (slowloris) are cut with 408, a hundred of them too, while others are served', async () => {
    const slow = await Promise.all(
      Array.from({ length: 100 }, async () =>
        (await call(`GET ${STATUS} HTTP/1.1\r\nHost: x\r\n`)).drip((time) => `X-Drip-${time}: a\r\n`),
      ),
    );
    expect((await service.request('GET', '/status', { as: null })).status).toBe(200);
    const seconds = await Promise.all(slow.map((one) => one.closed()));
    expect(Math.max(...seconds)).toBeLessThan(5);
    expect(slow[0]!.problem()).toEqual({
      type: 'about:blank',
      title: 'Request Timeout',
      status: 408,
      detail: 'The request took too long to arrive.',
    });
  });

  it('that drip a body for ever are cut', async () => {
    const token = service.token('ingest');
    const head = `POST /api/v1/monitoring/errors HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n`;
    const slow = await call(`${head}Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n[`);
    slow.drip(() => ' ');
    expect(await slow.closed()).toBeLessThan(6);
    expect(slow.received).toMatch(/^HTTP\/1\.1 408 /);
  });

  it.each<[string, number, () => Promise<RawCall>]>([
    ['headers over 16 kB', 431, () => withHeaders([`X-Large: ${'a'.repeat(20_000)}`])],
    ['101 headers', 431, () => withHeaders(Array.from({ length: 101 }, (_, i) => `X-${i}: a`))],
    [
      'an address over 8 kB',
      414,
      () => call(`GET /${'a'.repeat(9_000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
    ],
    ['bytes that are not HTTP', 400, () => call('\x16\x03\x01\x02\x00 hello\r\n\r\n')],
    [
      'two lengths (request smuggling)',
      400,
      () => call(`POST ${STATUS} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na`),
    ],
    [
      'a length and chunks (request smuggling)',
      400,
      () =>
        call(`POST ${STATUS} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`),
    ],
  ])('with %s are answered %i as problem details', async (_name, status, open) => {
    const answered = await open();
    await answered.closed();
    expect(answered.received).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answered.problem()).toMatchObject({ status, title: expect.any(String) });
  });

  it('with as much as is allowed are served', async () => {
    const many = await withHeaders(Array.from({ length: 98 }, (_, i) => `X-${i}: a`));
    await many.closed();
    expect(many.received).toMatch(/^HTTP\/1\.1 200 /);
    expect((await service.request('GET', `/status?x=${'a'.repeat(8_000)}`, { as: null })).status).not.toBe(414);
  });
});
