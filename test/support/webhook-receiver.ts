import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface ReceivedRequest {
  path: string;
  headers: IncomingHttpHeaders;
  /** The body as it came, unpacked. */
  raw: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  body: any;
}

/**
 * What the receiver does with a request: the status to answer, `hang` to take it and never answer, `cut` to close the
 * connection, `garbage` to answer what is no HTTP, `endless` to answer a body without end.
 */
export type Answer = number | 'hang' | 'cut' | 'garbage' | 'endless';

/** A real HTTP server that keeps what it is sent. */
export class WebhookReceiver {
  readonly received: ReceivedRequest[] = [];
  answer: Answer = 204;
  answerHeaders: Record<string, string> = {};
  answerBody = '';
  private server: Server | undefined;

  private constructor(private port: number) {}

  static async start(port = 0): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver(port);
    await receiver.listen();
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hooks/alerts`;
  }

  /** The messages that were answered with success, or would have been. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  get messages(): any[] {
    return this.received.map(({ body }) => body);
  }

  /** Starts listening, on the same port as before. */
  async listen(): Promise<void> {
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts);
        const raw = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString();
        this.received.push({ path: request.url ?? '', headers: request.headers, raw, body: parse(raw) });
        if (this.answer === 'hang') return;
        if (this.answer === 'cut') return request.socket.destroy();
        if (this.answer === 'garbage') return request.socket.end('this is not HTTP\r\n\r\n');
        if (this.answer === 'endless') return sendWithoutEnd(response.writeHead(500));
        response.writeHead(this.answer, this.answerHeaders).end(this.answer === 204 ? undefined : this.answerBody);
      });
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Stops listening and cuts every connection. */
  async close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function sendWithoutEnd(response: ServerResponse): void {
  const timer = setInterval(() => response.write('more and more '.repeat(100)), 5);
  response.on('close', () => clearInterval(timer));
}
