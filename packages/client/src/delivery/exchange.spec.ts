import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type Call, exchange } from './exchange.js';

describe('exchange', () => {
  let server: Server;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const sockets: Socket[] = [];
  const call = (changes: Partial<Call> = {}): Promise<{ status: number; text: string }> => {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/batch`;
    return exchange({ method: 'POST', url, headers: {}, body: Buffer.from('b'), timeoutMs: 5000, ...changes }).then(
      ({ status, body }) => ({ status, text: Buffer.from(body).toString() }),
    );
  };

  beforeEach(async () => {
    sockets.length = 0;
    server = createServer((request, response) => answer(request, response));
    server.on('connection', (socket) => sockets.push(socket));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });
  afterEach(async () => {
    await new Promise((closed) => server.close(closed).closeAllConnections());
  });

  it('keeps its connection, and asks again on a new one when that was closed', async () => {
    answer = (request, response) => {
      if (sockets.length === 1 && asked++ === 2) request.socket.resetAndDestroy();
      else response.end(`connection ${sockets.length}`);
    };
    let asked = 0;
    expect(await call()).toEqual({ status: 200, text: 'connection 1' });
    expect(await call()).toEqual({ status: 200, text: 'connection 1' });
    expect(await call()).toEqual({ status: 200, text: 'connection 2' });
  });

  it('does not ask again and again for what closes new connections', async () => {
    answer = (request) => request.socket.resetAndDestroy();
    await expect(call()).rejects.toThrow(/ECONNRESET|hang up/);
    expect(sockets).toHaveLength(1);
  });

  it('takes no part of an answer for the whole', async () => {
    answer = (request, response) => {
      response.writeHead(200, { 'content-length': 10 }).write('half');
      setTimeout(() => request.socket.destroy(), 50);
    };
    await expect(call()).rejects.toThrow(/abort|ECONNRESET/);
  });

  it('follows no redirect, and waits no longer than it may', async () => {
    answer = (_request, response) => response.writeHead(302, { location: 'http://203.0.113.1/' }).end();
    expect((await call()).status).toBe(302);
    answer = () => undefined;
    await expect(call({ timeoutMs: 100 })).rejects.toThrow('timeout');
  });
});
