import { ApiFailure, failureOf } from '../../api/failure.js';
import { API } from '../../api/request.js';
import type { components } from '../../api/schema.js';

/** What came of checking the whole trail. */
export type Verification = components['schemas']['AuditVerification'];

/** Has the service compute every hash anew. Waits as long as it takes: a long trail takes longer than other answers may. */
export async function verifyTrail(signal: AbortSignal): Promise<Verification> {
  const options = { signal, credentials: 'same-origin', cache: 'no-store' } as const;
  const response = await fetch(`${API}/audit/verify`, options).catch((cause: unknown) => {
    if (signal.aborted) throw cause;
    throw new ApiFailure('unreachable', 'No connection.');
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw failureOf(response.status, body, response.headers.get('retry-after'));
  return body as Verification;
}
