import type { SecuritySignal, SignalKind } from '../detections/security-signal.js';
import type { SecurityOccurrence } from '../security-event.recorder.js';

/** Events that say what detections count; all others are found by one, or by people. */
const KINDS: Readonly<Record<string, SignalKind>> = {
  authentication_failure: 'authentication_failure',
  authentication_success: 'authentication_success',
  access_denied: 'access_denied',
  rate_limited: 'rate_limited',
};

/** What detections are to know of an event, if anything. @param now epoch ms: a sender's clock may be ahead */
export function eventSignal(event: SecurityOccurrence, now: number): SecuritySignal | undefined {
  const kind = KINDS[event.eventType];
  if (!kind) return undefined;
  const { account, count, status } = event.additionalData ?? {};
  const [method, route] = event.endpoint?.includes(' ') ? event.endpoint.split(' ', 2) : [undefined, event.endpoint];
  return {
    kind,
    at: Math.min(event.at ?? now, now),
    service: event.service,
    method,
    route,
    status: typeof status === 'number' ? status : undefined,
    ipAddress: event.ipAddress,
    userId: event.userId,
    account: typeof account === 'string' ? account : event.userId,
    userAgent: event.userAgent,
    count: typeof count === 'number' && count >= 1 ? Math.floor(count) : 1,
  };
}
