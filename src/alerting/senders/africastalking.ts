import { httpFailure } from './http-delivery.js';
import { ATTEMPT_TIMEOUT_MS, DeliveryFailed } from './sender.js';
import type { SendText, SmsSettings } from './sms.sender.js';

const LIVE = 'https://api.africastalking.com';
const SANDBOX = 'https://api.sandbox.africastalking.com';
/** Statuses of a recipient: taken on, and never to be reached (wrong sender, number, kind of number, blocked, do not disturb). */
const TAKEN = [100, 101, 102];
const NEVER = [402, 403, 404, 406, 409];

/** What the package throws (axios). */
interface HttpFault extends Error {
  response?: { status: number; data: unknown; headers: Record<string, string | undefined> };
}
/** Sends by Africa's Talking's package; the user `sandbox` sends to their simulator. @param baseUrl another address of the API */
export function africasTalkingText(settings: SmsSettings, apiKey: string, baseUrl: string | undefined): SendText {
  const { account: username, from } = settings;
  const address = baseUrl ?? (username.toLowerCase() === 'sandbox' ? SANDBOX : LIVE);
  return async (to, text) => {
    // Loaded with the first message: few need it.
    const { default: africasTalking } = await import('africastalking');
    const { default: addresses } = await import('africastalking/lib/common.js');
    const client = africasTalking({ username, apiKey });
    // The package keeps one address for the whole process, which any sandbox user changes; it is read within the call.
    addresses.SMS_URL = `${address}/version1/messaging`;
    const sending = client.SMS.send({ to: [to], message: text, ...(from ? { from } : {}) });
    const sent = await withinTime(sending).catch((fault: HttpFault) => {
      const { status, data, headers } = fault.response ?? {};
      if (!status) throw fault;
      throw httpFailure(
        "Africa's Talking",
        { statusCode: status, response: asText(data) },
        headers?.['retry-after'] ?? null,
      );
    });
    const { Message: answer, Recipients: recipients } = sent.SMSMessageData;
    const receipt = { statusCode: 201, response: asText(recipients[0] ?? answer) };
    const code = recipients[0]?.statusCode;
    if (code !== undefined && TAKEN.includes(code)) return receipt;
    // Without recipients the message says why, such as InvalidSenderId.
    const why = recipients[0]?.status ?? answer;
    throw new DeliveryFailed(`Africa's Talking did not take it: ${why}`, {
      receipt,
      permanent: code === undefined || NEVER.includes(code),
    });
  };
}

/** The package waits as long as it takes. */
async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error("Africa's Talking does not answer: timeout")), ATTEMPT_TIMEOUT_MS);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

function asText(data: unknown): string {
  return typeof data === 'string' ? data : JSON.stringify(data ?? '');
}
