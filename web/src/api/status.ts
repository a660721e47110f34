import { getJson } from './request.js';

/** The answer of the public `GET /api/v1/monitoring/status`. */
export interface Status {
  /** The name under which the service records itself. */
  service: string;
  version: string;
}

/** Which service answers, and in which version. */
export function fetchStatus(signal: AbortSignal): Promise<Status> {
  return getJson<Status>('status', undefined, signal);
}
