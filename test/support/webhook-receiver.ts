import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  body: any;
}

/** What the receiver does with a request: the status to answer, or `hang` to take it and never answer. */
export type Answer = number | 'hang';

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
        this.received.push({ headers: request.headers, body: parse(Buffer.concat(parts).toString()) });
        if (this.answer === 'hang') return;
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
