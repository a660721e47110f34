import { EventEmitter, once } from 'node:events';
import { Readable, type Transform } from 'node:stream';
import type { ClientOptions } from '@elastic/elasticsearch';
import type { Environment } from '../config/environment.js';
import { LogForwarder, type SendLines } from './log-forwarder.js';

const REQUEST_TIMEOUT_MS = 10_000;
/** How often lines that Elasticsearch is too busy for are offered again, and after which wait. */
const RETRIES = 3;
const RETRY_WAIT_MS = 1000;
/** So large that a batch of lines is one request, all of which is taken or none. */
const FLUSH_BYTES = 64 * 1024 * 1024;
/** What is wrong with a batch itself, so that sending it again is no use. */
const HOPELESS = new Set([400, 413]);

/** The way to Elasticsearch; undefined without ELASTICSEARCH_URL. */
export function elasticsearchForwarder(environment: Environment): LogForwarder | undefined {
  const node = environment.get('ELASTICSEARCH_URL');
  if (node === undefined) return undefined;
  const options = { node, auth: authOf(environment), requestTimeout: REQUEST_TIMEOUT_MS, maxRetries: 0 };
  // Loading it takes 0.3 s: while the service starts, not when it serves.
  const opened = openSender(options, environment.get('ELASTICSEARCH_INDEX'));
  opened.catch(() => undefined);
  return new LogForwarder('Elasticsearch', async (blocks, lines) => (await opened)(blocks, lines));
}

function authOf(environment: Environment): ClientOptions['auth'] {
  const apiKey = environment.get('ELASTICSEARCH_API_KEY');
  if (apiKey !== undefined) return { apiKey };
  const username = environment.get('ELASTICSEARCH_USERNAME');
  return username === undefined ? undefined : { username, password: environment.get('ELASTICSEARCH_PASSWORD')! };
}

/** Each batch is a stream of pino-elasticsearch of its own, which ends when it is taken: what failed is then known and can be sent again. */
async function openSender(options: ClientOptions, index: string): Promise<SendLines> {
  const [{ Client, errors }, pinoElasticsearch] = await Promise.all([
    import('@elastic/elasticsearch'),
    import('pino-elasticsearch').then((module) => module.default as unknown as PinoElasticsearch),
  ]);
  const client = new Client(options);
  /** In place of a client for each stream. No refresh: a key that may only write would fail by it. */
  class Shared {
    readonly diagnostic = new EventEmitter();
    readonly connectionPool = {};
    readonly helpers = {
      bulk: (bulk: Parameters<typeof client.helpers.bulk>[0]) =>
        client.helpers.bulk({ ...bulk, refreshOnCompletion: false, retries: RETRIES, wait: RETRY_WAIT_MS }),
    };
  }
  return async (blocks, lines) => {
    const stream = pinoElasticsearch({ index, opType: 'create', flushBytes: FLUSH_BYTES }, { Client: Shared });
    let reason: string | undefined;
    stream.on('insertError', ({ document }: Refusal) => (reason ??= document.error?.reason));
    // Heard for good: a fault nobody hears would end the process.
    stream.on('error', () => undefined);
    try {
      const inserted = once(stream, 'insert') as Promise<[{ failed: number }]>;
      Readable.from(blocks).pipe(stream);
      const [{ failed }] = await inserted;
      return { refused: failed, reason };
    } catch (fault) {
      if (!(fault instanceof errors.ResponseError && HOPELESS.has(fault.statusCode ?? 0))) throw fault;
      return { refused: lines, reason: fault.message };
    }
  };
}

/** A line Elasticsearch did not take, as pino-elasticsearch tells of it. */
type Refusal = Error & { document: { error?: { reason?: string } | null } };

/** Its own types leave out the second argument. */
type PinoElasticsearch = (
  options: { index: string; opType: 'create'; flushBytes: number },
  parts: { Client: new () => unknown },
) => Transform;
