import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { postFromThread as built } from '../../dist/delivery/post-thread.js';
import { postFromThread as withoutThread } from './post-thread.js';

/** The thread needs the built package; from its sources none can be started. */
describe.each([
  ['a thread', built],
  ['the own thread, where no other can be had', withoutThread],
])('sending from %s', (_name, post) => {
  let server: Server;
  let url: string;
  const received: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts);
        received.push((request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString());
        response.writeHead(503, { 'retry-after': '7' }).end(`after ${request.headers['x-batch-id'] as string}`);
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  it('brings the answer, also after a failure, and tells why there is none', async () => {
    const send = async (to: string, text: string) =>
      post({ url: to, headers: { 'x-batch-id': 'b' }, body: Uint8Array.from(Buffer.from(text)) });
    // Where there is no thread the first attempt finds that out, and is made again by whoever asked.
    await send(url, 'first').catch(() => undefined);
    received.length = 0;
    const long = 'x'.repeat(5_000);
    const answers = await Promise.all([send(url, 'short'), send(url, long)]);
    for (const { status, retryAfter, body } of answers) {
      expect([status, retryAfter, Buffer.from(body).toString()]).toEqual([503, '7', 'after b']);
    }
    expect(received.toSorted((one, other) => one.length - other.length)).toEqual(['short', long]);
    await new Promise((closed) => server.close(closed).closeAllConnections());
    await expect(send(url, 'late')).rejects.toThrow(/ECONNREFUSED|other side closed/);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });
});
