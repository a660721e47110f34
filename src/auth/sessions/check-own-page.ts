import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../http/problem.js';
import type { Session } from './session.js';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
/** The service's own page, or a person who typed the address (Fetch Metadata). */
const OWN_SITES = new Set(['same-origin', 'none']);

/**
 * Whether a request with a session's cookie was meant by the service's own page, not by another that the browser has open.
 * @throws Problem 403
 */
export function checkOwnPage({ method, headers }: FastifyRequest, session: Pick<Session, 'csrfToken'>): void {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && !OWN_SITES.has(String(site))) {
    throw Problem.of(403, 'The session is for pages of this service: this request came from another site.');
  }
  if (READING.has(method)) return;
  const given = headers['x-csrf-token'];
  if (given === undefined) {
    throw Problem.of(403, 'With a session, what changes something needs the header X-CSRF-Token: see GET /session.');
  }
  if (!isSame(String(given), session.csrfToken)) {
    throw Problem.of(403, 'The header X-CSRF-Token is not that of this session: see GET /session.');
  }
}

/** Takes the same time wherever two texts of one length differ. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
