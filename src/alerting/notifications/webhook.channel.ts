import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { OutgoingCalls } from '../../recording/outgoing-calls.js';
import type { AlertMessage } from './alert-message.js';
import { ATTEMPT_TIMEOUT_MS, type Channel, DeliveryFailed, type Receipt } from './channel.js';

/**
 * Posts the message as JSON to `ALERT_WEBHOOK_URL`. Retries carry the same `Idempotency-Key`.
 * Any answer but 2xx is a failure; redirects are not followed, so the target stays the configured one.
 */
@Injectable()
export class WebhookChannel implements Channel {
  readonly name = 'webhook';
  readonly unavailable: string | undefined;
  readonly secrets: readonly string[];
  private readonly url: string | undefined;
  private readonly headers: Record<string, string>;

  constructor(
    environment: Environment,
    private readonly calls: OutgoingCalls,
  ) {
    this.url = environment.get('ALERT_WEBHOOK_URL');
    this.headers = environment.get('ALERT_WEBHOOK_HEADERS') ?? {};
    this.unavailable = this.url ? undefined : 'ALERT_WEBHOOK_URL is not set';
    this.secrets = [...(this.url ? [this.url] : []), ...Object.values(this.headers).flatMap(secretsOfHeader)];
  }

  async send(message: AlertMessage): Promise<Receipt> {
    const response = await this.calls.fetch('alert webhook', this.url!, {
      method: 'POST',
      headers: { ...this.headers, 'content-type': 'application/json', 'idempotency-key': message.notification_id },
      body: JSON.stringify(message),
      redirect: 'manual',
      signal: AbortSignal.timeout(ATTEMPT_TIMEOUT_MS),
    });
    const receipt = { statusCode: response.status, response: await beginningOf(response) };
    if (!response.ok)
      throw new DeliveryFailed(`the webhook answered ${response.status}`, receipt, retryAfterMs(response.headers));
    return receipt;
  }
}

const MAX_READ_BYTES = 4096;

/** The first 4 KiB of an answer; the rest of a large one is not read. */
async function beginningOf(response: Response): Promise<string> {
  if (!response.body) return '';
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body) {
    parts.push(part);
    length += part.length;
    if (length >= MAX_READ_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, MAX_READ_BYTES).toString('utf8');
}

/** `Retry-After` in seconds; the form with a date is rare enough to go by the usual waits. */
function retryAfterMs(headers: Headers): number | undefined {
  const seconds = headers.get('retry-after');
  return seconds && /^\d{1,9}$/.test(seconds) ? Number(seconds) * 1000 : undefined;
}

/** `Bearer abc` is secret as a whole and so is `abc`; short words such as `Bearer` or `1` are not. */
function secretsOfHeader(value: string): string[] {
  return [value, ...value.split(/\s+/)].filter((part) => part.length >= 8);
}
