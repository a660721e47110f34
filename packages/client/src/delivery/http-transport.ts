import { apiBase } from './api-base.js';
import { parseRetryAfter } from './retry-delay.js';
import { type Batch, DeliveryFault, type Receipt, type Transport } from './transport.js';
import { toWire } from './wire.js';

const TIMEOUT_MS = 10_000;
/** The batch would be refused again: it is at fault itself, or the service does not take this signal (tracing switched off). */
const PERMANENT = new Set([400, 403, 413, 415, 422]);

/**
 * Sends batches as JSON to the monitoring service over Node's `fetch`, which keeps the connection open between batches.
 * A key that is not known and paths that are not there count as faults that may pass: people set them right, the data waits.
 */
export class HttpTransport implements Transport {
  private readonly base: string;

  constructor(
    endpoint: string,
    private readonly apiKey: string | undefined,
  ) {
    this.base = apiBase(endpoint);
  }

  async send(batch: Batch): Promise<Receipt> {
    const response = await this.post(batch);
    const body = await response.text().catch(() => '');
    if (response.ok) return receipt(body);
    throw new DeliveryFault(`POST ${this.base}/${batch.signal} answered ${response.status}: ${body.slice(0, 300)}`, {
      permanent: PERMANENT.has(response.status),
      suspectsBatch: response.status === 500,
      tooLarge: response.status === 413,
      retryAfterMs: parseRetryAfter(response.headers.get('retry-after'), Date.now()),
    });
  }

  private async post(batch: Batch): Promise<Response> {
    const headers: Record<string, string> = { 'content-type': 'application/json', 'x-batch-id': batch.id };
    if (this.apiKey !== undefined) headers.authorization = `Bearer ${this.apiKey}`;
    const body = JSON.stringify(toWire(batch));
    const url = `${this.base}/${batch.signal}`;
    try {
      return await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch (error) {
      throw new DeliveryFault(`cannot reach ${url}: ${reasonOf(error)}`, { cause: error });
    }
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
