import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { type Attributes, context, createContextKey, ROOT_CONTEXT } from '@opentelemetry/api';
import { readPartialSuccess } from '../otlp/partial-success.js';
import { traceRequest } from '../otlp/trace-request.js';
import { apiBase, serviceBase } from './api-base.js';
import { parseRetryAfter } from './retry-delay.js';
import { type Batch, DeliveryFault, type Receipt, type Transport } from './transport.js';
import { toWire } from './wire.js';

const TIMEOUT_MS = 10_000;
/** The batch would be refused again: it is at fault itself, or the service does not take this signal (tracing switched off). */
const PERMANENT = new Set([400, 403, 413, 415, 422]);
const PATHS = { metrics: '/metrics', errors: '/errors', logs: '/logs', security: '/security/events' };
/** Smaller ones gain nothing. */
const COMPRESSED_FROM_BYTES = 1024;
/** The fastest level: telemetry repeats itself so much that the best one would take a third off at four times the work. */
const compress = promisify(gzip) as (body: Uint8Array, options: object) => Promise<Uint8Array<ArrayBuffer>>;
const LEVEL = { level: constants.Z_BEST_SPEED };

/** A batch may leave while a request is served: it has nothing to do with that. The key is the one by which OpenTelemetry's SDKs look away. */
const UNTRACED = ROOT_CONTEXT.setValue(createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING'), true);

/** How and as what the transport presents itself. */
export interface HttpTransportOptions {
  /** Ingest key. */
  readonly apiKey?: string | undefined;
  /** Of this process, in the names of OpenTelemetry's semantic conventions. */
  readonly resource?: Readonly<Attributes>;
  /** Name and version of this library. */
  readonly scope?: { readonly name: string; readonly version: string };
}

/**
 * Sends batches to the monitoring service over Node's `fetch`, which keeps the connection open between batches: spans as OTLP (protobuf), the
 * rest as JSON, compressed.
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
    const response = await this.post(url, batch);
    const body = Buffer.from(await response.arrayBuffer().catch(() => new ArrayBuffer(0)));
    if (response.ok) return isTraces ? readPartialSuccess(body) : receipt(body.toString());
    throw new DeliveryFault(`POST ${url} answered ${response.status}: ${body.toString().slice(0, 300)}`, {
      permanent: PERMANENT.has(response.status),
      suspectsBatch: response.status === 500,
      tooLarge: response.status === 413,
      retryAfterMs: parseRetryAfter(response.headers.get('retry-after'), Date.now()),
    });
  }

  private async post(url: string, batch: Batch): Promise<Response> {
    const type = batch.signal === 'traces' ? 'application/x-protobuf' : 'application/json';
    const headers: Record<string, string> = { 'content-type': type, 'x-batch-id': batch.id };
    if (this.options.apiKey !== undefined) headers.authorization = `Bearer ${this.options.apiKey}`;
    const plain = this.bodyOf(batch);
    const isCompressed = plain.length >= COMPRESSED_FROM_BYTES;
    if (isCompressed) headers['content-encoding'] = 'gzip';
    const body = isCompressed ? await compress(plain, LEVEL) : plain;
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      return await context.with(UNTRACED, () => fetch(url, { method: 'POST', headers, body, signal }));
    } catch (error) {
      throw new DeliveryFault(`cannot reach ${url}: ${reasonOf(error)}`, { cause: error });
    }
  }

  private bodyOf(batch: Batch): Uint8Array<ArrayBuffer> {
    const { resource = {}, scope = { name: '', version: '' } } = this.options;
    if (batch.signal === 'traces') return traceRequest(batch.items, resource, scope);
    return Buffer.from(JSON.stringify(toWire(batch)));
  }
}

/** `fetch` says "fetch failed" and hides what happened in the cause; some causes have a code and no message. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { message?: string; code?: string } };
  return cause?.message || cause?.code || message || String(error);
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
