import type { GuardedNetwork } from './guarded-network.js';
import { httpFailure } from './http-delivery.js';
import { ATTEMPT_TIMEOUT_MS } from './sender.js';
import type { SendText, SmsSettings } from './sms.sender.js';

const API = 'https://api.twilio.com';

interface TwilioRequest {
  method: string;
  uri: string;
  username?: string;
  password?: string;
  headers?: Record<string, string>;
  data?: Record<string, string>;
}

/**
 * Sends by Twilio's package, over this service's own network, which has a time limit and tells the provider's whole answer.
 * @param baseUrl another address of the API than Twilio's
 */
export function twilioText(
  settings: SmsSettings,
  token: string,
  network: GuardedNetwork,
  baseUrl: string | undefined,
): SendText {
  return async (to, text) => {
    // 21 MB that few need: loaded with the first message.
    const { default: twilio } = await import('twilio');
    let answer = { status: 0, body: '', retryAfter: null as string | null };
    const httpClient = {
      request: async ({ method, uri, username, password, headers = {}, data = {} }: TwilioRequest) => {
        const response = await network.fetch(baseUrl ? uri.replace(API, baseUrl) : uri, {
          method,
          headers: { ...headers, authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` },
          body: new URLSearchParams(data).toString(),
          signal: AbortSignal.timeout(ATTEMPT_TIMEOUT_MS),
        });
        answer = {
          status: response.status,
          body: await response.text(),
          retryAfter: response.headers.get('retry-after'),
        };
        return { statusCode: answer.status, body: answer.body, headers: Object.fromEntries(response.headers) };
      },
    };
    const client = twilio(settings.account, token, { httpClient: httpClient as never });
    const failed = () => httpFailure('Twilio', { statusCode: answer.status, response: answer.body }, answer.retryAfter);
    try {
      const { sid, status } = await client.messages.create({ to, from: settings.from, body: text });
      return { statusCode: answer.status, response: `${to}: ${status} (${sid})` };
    } catch (fault) {
      throw answer.status > 0 ? failed() : fault;
    }
  };
}
