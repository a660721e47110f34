import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface TakenDocument {
  index: string;
  // biome-ignore lint/suspicious/noExplicitAny: log lines have every shape
  document: any;
}

/** A real HTTP server that speaks the part of Elasticsearch's bulk API that log lines need, with the header its clients insist on. */
export class ElasticsearchReceiver {
  readonly taken: TakenDocument[] = [];
  readonly authorizations = new Set<string | undefined>();
  /** What it does with a request: a status other than 200 refuses it as a whole, `hang` never answers. */
  answer: number | 'hang' = 200;
  /** A document it refuses alone, as one whose fields do not fit the mapping. */
  refuses = (_document: TakenDocument['document']): boolean => false;
  private server: Server | undefined;
  private port = 0;

  static async start(): Promise<ElasticsearchReceiver> {
    const receiver = new ElasticsearchReceiver();
    await receiver.listen();
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts listening, on the same port as before. */
  async listen(): Promise<void> {
    const server = createServer((request, response) => void this.respond(request, response));
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

  private async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request).catch(() => undefined);
    this.authorizations.add(request.headers.authorization);
    if (this.answer === 'hang' || body === undefined) return;
    response.setHeader('x-elastic-product', 'Elasticsearch').setHeader('content-type', 'application/json');
    const refusal = '{"error":{"type":"security_exception","reason":"no"}}';
    if (this.answer !== 200) response.writeHead(this.answer).end(refusal);
    else if (request.method !== 'POST' || request.url !== '/_bulk') response.writeHead(404).end('{}');
    else response.end(JSON.stringify(this.bulk(body)));
  }

  private bulk(body: string) {
    const lines = body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const items: object[] = [];
    for (let at = 0; at < lines.length; at += 2) {
      const { _index: index, op_type } = lines[at].index;
      const document = lines[at + 1];
      const refused = this.refuses(document);
      if (!refused) this.taken.push({ index, document });
      const error = { type: 'document_parsing_exception', reason: 'failed to parse field [user]' };
      items.push({ [op_type]: refused ? { status: 400, error } : { status: 201, result: 'created' } });
    }
    return { took: 1, errors: items.some((item) => JSON.stringify(item).includes('"error"')), items };
  }
}
