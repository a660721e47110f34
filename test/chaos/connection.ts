import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** What came of a request: the status it was answered with, or that the connection broke, or that it hung. */
export interface Answer {
  readonly status: number | 'broken' | 'hung';
  readonly headers: IncomingHttpHeaders;
  /** Without an answer the reason. */
  readonly body: string;
}

/** The service answers within seconds whatever happens to PostgreSQL; a request that takes longer hangs. */
const ANSWER_MS = 30_000;

/** One connection that is kept open between requests, and opened again when it broke. */
export class Connection {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  async post(url: string, headers: Record<string, string>, body: string | Buffer): Promise<Answer> {
    const length = { 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent: this.agent, headers: { ...headers, ...length } });
    let status: Answer['status'] = 'broken';
    sent.setTimeout(ANSWER_MS, () => {
      status = 'hung';
      sent.destroy();
    });
    // A connection may break again after its fault was told; unheard that would end the process.
    sent.on('error', () => {});
    sent.end(body);
    try {
      const [answer] = (await once(sent, 'response')) as [IncomingMessage];
      return { status: answer.statusCode!, headers: answer.headers, body: await text(answer) };
    } catch (fault) {
      return { status, headers: {}, body: String(fault) };
    }
  }

  close(): void {
    this.agent.destroy();
  }
}
