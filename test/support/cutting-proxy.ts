import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Stands between a client and a service. While `cutting`, requests reach the service and are answered, but the answers
 * are lost: the caller cannot know that the request was carried out.
 */
export class CuttingProxy {
  cutting = false;
  /** How many answers were lost. */
  cut = 0;

  private constructor(private readonly server: Server) {}

  static async start(target: string): Promise<CuttingProxy> {
    const server = createServer((incoming, outgoing) => {
      const { method, url, headers } = incoming;
      const forwarded = request(target + url, { method, headers }, (answer) => {
        if (proxy.cutting && (answer.statusCode ?? 500) < 300) {
          proxy.cut += 1;
          answer.resume();
          incoming.socket.destroy();
          return;
        }
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      forwarded.on('error', () => incoming.socket.destroy());
      incoming.pipe(forwarded);
    });
    const proxy = new CuttingProxy(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
