import { createServer as createPlain } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { explainFault } from './explain-fault.js';

/** What `fetch` really throws. */
async function faultOf(address: string): Promise<string> {
  const url = new URL(address);
  const fault: unknown = await fetch(url, { signal: AbortSignal.timeout(300) }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return explainFault(fault, url).said;
}
const listening = async (server: ReturnType<typeof createServer>) => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
};

describe('explainFault', () => {
  it('tells an unknown name', async () => {
    expect(await faultOf('http://no-such-host.invalid')).toMatch(/name no-such-host.invalid is not known|in time/);
  });

  it('tells a port where nobody listens', async () => {
    const server = createServer();
    const port = await listening(server);
    await new Promise((closed) => server.close(closed));
    expect(await faultOf(`http://127.0.0.1:${port}`)).toBe(`nobody listens at 127.0.0.1:${port}`);
  });

  it('tells one who does not answer, and one who breaks off', async () => {
    const sockets: { destroy(): void }[] = [];
    const silent = createServer((socket) => sockets.push(socket));
    const port = await listening(silent);
    expect(await faultOf(`http://127.0.0.1:${port}`)).toContain('in time');
    for (const socket of sockets) socket.destroy();
    await new Promise((closed) => silent.close(closed));
    const rude = createServer((socket) => socket.destroy());
    expect(await faultOf(`http://127.0.0.1:${await listening(rude)}`)).toContain('broke the connection off');
    await new Promise((closed) => rude.close(closed));
  });

  it('tells one who does not speak TLS', async () => {
    const plain = createPlain((_request, response) => response.end('plain'));
    const port = await listening(plain);
    expect(await faultOf(`https://127.0.0.1:${port}`)).toMatch(/does not speak TLS|broke the connection off/);
    plain.closeAllConnections();
    await new Promise((closed) => plain.close(closed));
  });

  it('tells a certificate', () => {
    const cause = Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(explainFault(new TypeError('fetch failed', { cause }), new URL('https://monitoring')).fix).toContain(
      'NODE_EXTRA_CA_CERTS',
    );
  });
});
