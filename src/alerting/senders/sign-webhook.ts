import { createHmac } from 'node:crypto';

/**
 * The headers by which a receiver knows who sent a body and when, as Standard Webhooks (standardwebhooks.com) has them:
 * HMAC-SHA256 of `id.timestamp.body` in base64.
 *
 * @param secret `whsec_` and base64, or any other text for its UTF-8 bytes @param now epoch ms
 */
export function signatureHeaders(id: string, body: string, secret: string, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : secret;
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
