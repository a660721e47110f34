import { Injectable } from '@nestjs/common';
import { OutgoingCalls } from '../../recording/outgoing-calls.js';
import { GuardedNetwork } from './guarded-network.js';
import { ATTEMPT_TIMEOUT_MS, DeliveryFailed, type Receipt } from './sender.js';

/** Statuses of the kind "your request is wrong" that say nothing of the sort: too slow, too early, too many. */
const TEMPORARY = [408, 425, 429];

/** Posts to receivers over HTTP. */
@Injectable()
export class HttpDelivery {
  constructor(
    private readonly calls: OutgoingCalls,
    readonly network: GuardedNetwork,
  ) {}

  /** Posts a body. @param who names the receiver in faults @throws DeliveryFailed for any answer but 2xx */
  async post(who: string, url: string, body: string, headers: Record<string, string> = {}): Promise<Receipt> {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      signal: AbortSignal.timeout(ATTEMPT_TIMEOUT_MS),
    };
    const response = await this.calls.fetch('alert webhook', url, init, this.network.fetch);
    const receipt = { statusCode: response.status, response: await response.text() };
    if (response.ok) return receipt;
    throw httpFailure(who, receipt, response.headers.get('retry-after'));
  }
}

/** What an answer that is not 2xx means for the next attempt. */
export function httpFailure(
  who: string,
  receipt: Receipt,
  retryAfter: string | null,
  now = Date.now(),
): DeliveryFailed {
  const status = receipt.statusCode ?? 0;
  return new DeliveryFailed(`${who} answered ${status}`, {
    receipt,
    retryAfterMs: retryAfterMs(retryAfter, now),
    permanent: status >= 400 && status < 500 && !TEMPORARY.includes(status),
  });
}

/** `Retry-After` as seconds or as a date (RFC 9110 section 10.2.3); undefined for anything else. */
export function retryAfterMs(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const at = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
