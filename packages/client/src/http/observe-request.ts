import type { RequestObservations } from '../security/request-observations.js';
import type { RequestOutcome } from './describe-request.js';
import type { RequestRecord } from './request-record.js';
import type { RoutedRequest } from './routed-request.js';
import { userIdOf } from './user-id-of.js';

/** Tells of a request that has ended what detections go by. What the application has put on it may be anything: at worst it is left out. */
export function observeRequest(
  observations: RequestObservations,
  { requestId, traceId, handledBy, answer }: RequestRecord,
  { method, route, status }: Omit<RequestOutcome, 'durationMs'>,
  request: RoutedRequest,
): void {
  try {
    observations.add({
      method,
      route,
      url: request.originalUrl ?? request.url ?? '',
      status,
      ipAddress: request.ip,
      userId: userIdOf(request.user),
      userAgent: request.headers['user-agent'],
      bytes: method === 'HEAD' ? undefined : bytesOf(answer?.getHeader('content-length')),
      requestId,
      traceId,
      body: request.body,
      handledBy,
    });
  } catch {
    // A getter of the application's threw.
  }
}

function bytesOf(length: unknown): number | undefined {
  const bytes = typeof length === 'string' || typeof length === 'number' ? Number(length) : Number.NaN;
  return Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : undefined;
}
