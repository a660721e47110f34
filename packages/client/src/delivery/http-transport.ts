import type { Attributes } from '@opentelemetry/api';
import { readPartialSuccess } from '../otlp/partial-success.js';
import { traceRequest } from '../otlp/trace-request.js';
import { apiBase, serviceBase } from './api-base.js';
import { type Post, type PostAnswer, post } from './post.js';
import { parseRetryAfter } from './retry-delay.js';
import { type Batch, DeliveryFault, type Receipt, type Transport } from './transport.js';
import { toWire } from './wire.js';

/** The batch would be refused again: it is at fault itself, or the service does not take this signal (tracing switched off). */
const PERMANENT = new Set([400, 403, 413, 415, 422]);
const PATHS = { metrics: '/metrics', errors: '/errors', logs: '/logs', security: '/security/events' };

/** How and as what the transport presents itself. */
export interface HttpTransportOptions {
  /** Ingest key. */
  readonly apiKey?: string | undefined;
  /** Of this process, in the names of OpenTelemetry's semantic conventions. */
  readonly resource?: Readonly<Attributes>;
  /** Name and version of this library. */
  readonly scope?: { readonly name: string; readonly version: string };
  /** What sends; from this thread unless another is given. */
  readonly post?: Post;
}

/**
 * Sends batches to the monitoring service: spans as OTLP (protobuf), the rest as JSON.
 * A key that is not known and paths that are not there count as faults that may pass: people set them right, the data waits.
 */
export class HttpTransport implements Transport {
  private readonly api: string;
  private readonly otlp: string;

  constructor(
    endpoint: string,
    private readonly options: HttpTransportOptions = {},
  ) {
    this.api = apiBase(endpoint);
    this.otlp = `${serviceBase(endpoint)}/v1`;
  }

  async send(batch: Batch): Promise<Receipt> {
    const isTraces = batch.signal === 'traces';
    const url = isTraces ? `${this.otlp}/traces` : this.api + PATHS[batch.signal];
    const { status, retryAfter, body } = await this.post(url, batch);
    if (status >= 200 && status < 300) return isTraces ? readPartialSuccess(body) : receipt(textOf(body));
    throw new DeliveryFault(`POST ${url} answered ${status}: ${textOf(body).slice(0, 300)}`, {
      permanent: PERMANENT.has(status),
      suspectsBatch: status === 500,
      tooLarge: status === 413,
      retryAfterMs: parseRetryAfter(retryAfter, Date.now()),
    });
  }

  private async post(url: string, batch: Batch): Promise<PostAnswer> {
    const { apiKey, post: send = post } = this.options;
    const type = batch.signal === 'traces' ? 'application/x-protobuf' : 'application/json';
    const headers: Record<string, string> = { 'content-type': type, 'x-batch-id': batch.id };
    if (apiKey !== undefined) headers.authorization = `Bearer ${apiKey}`;
    const body = this.bodyOf(batch);
    try {
      return await send({ url, headers, body });
    } catch (error) {
      throw new DeliveryFault(`cannot reach ${url}: ${(error as Error).message}`, { cause: error });
    }
  }

  private bodyOf(batch: Batch): Uint8Array<ArrayBuffer> {
    const { resource = {}, scope = { name: '', version: '' } } = this.options;
    if (batch.signal === 'traces') return traceRequest(batch.items, resource, scope);
    return Buffer.from(JSON.stringify(toWire(batch)));
  }
}

function textOf(body: Uint8Array): string {
  return Buffer.from(body).toString();
}

function receipt(body: string): Receipt {
  const answer = parse(body);
  const rejected = answer && typeof answer === 'object' && 'rejected' in answer ? answer.rejected : undefined;
  if (!Array.isArray(rejected) || rejected.length === 0) return { rejected: 0 };
  return { rejected: rejected.length, reason: JSON.stringify(rejected[0]) };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
