import type { Attributes } from '@opentelemetry/api';
import { readPartialSuccess, readStatusMessage } from '../otlp/export-answer.js';
import { traceRequest } from '../otlp/trace-request.js';
import { apiBase, serviceBase } from './api-base.js';
import { type Post, type PostAnswer, type PostNow, type PostRequest, post } from './post.js';
import { problemText } from './problem-text.js';
import { parseRetryAfter } from './retry-delay.js';
import { type Batch, DeliveryFault, type Receipt, type Transport } from './transport.js';
import { toWire } from './wire.js';

/** The batch would be refused again: it is at fault itself, or the service does not take this signal (tracing switched off). */
const PERMANENT = new Set([400, 403, 413, 415, 422]);
const PATHS = {
  metrics: '/metrics',
  errors: '/errors',
  logs: '/logs',
  security: '/security/events',
  audit: '/audit',
  observations: '/security/signals',
};

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
  /** What sends while this thread waits; where there is none, nothing can. */
  readonly postNow?: PostNow;
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
    const { status, retryAfter, body } = await this.post(batch);
    const isTraces = batch.signal === 'traces';
    if (status >= 200 && status < 300) return isTraces ? readPartialSuccess(body) : receipt(textOf(body));
    const reason = (isTraces && readStatusMessage(body)) || problemText(textOf(body));
    throw new DeliveryFault(`POST ${this.urlOf(batch)} answered ${status}: ${reason}`, {
      status,
      permanent: PERMANENT.has(status),
      suspectsBatch: status === 500,
      tooLarge: status === 413,
      retryAfterMs: parseRetryAfter(retryAfter, Date.now()),
    });
  }

  sendNow(batches: readonly Batch[], timeoutMs: number): ReadonlySet<string> {
    const statuses =
      this.options.postNow?.(
        batches.map((batch) => this.requestOf(batch)),
        timeoutMs,
      ) ?? [];
    const isSettled = (status: number | undefined) =>
      status !== undefined && ((status >= 200 && status < 300) || PERMANENT.has(status));
    return new Set(batches.filter((_, index) => isSettled(statuses[index])).map(({ id }) => id));
  }

  private async post(batch: Batch): Promise<PostAnswer> {
    const request = this.requestOf(batch);
    try {
      return await (this.options.post ?? post)(request);
    } catch (error) {
      throw new DeliveryFault(`cannot reach ${request.url}: ${(error as Error).message}`, { cause: error });
    }
  }

  private requestOf(batch: Batch): PostRequest {
    const { apiKey } = this.options;
    const type = batch.signal === 'traces' ? 'application/x-protobuf' : 'application/json';
    const headers: Record<string, string> = { 'content-type': type, 'x-batch-id': batch.id };
    if (apiKey !== undefined) headers.authorization = `Bearer ${apiKey}`;
    return { url: this.urlOf(batch), headers, body: this.bodyOf(batch) };
  }

  private urlOf({ signal }: Batch): string {
    return signal === 'traces' ? `${this.otlp}/traces` : this.api + PATHS[signal];
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
