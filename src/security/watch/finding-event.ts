import type { Finding } from '../inspection/inspect-request.js';
import { THRESHOLD } from '../inspection/rule.js';
import type { SecurityOccurrence } from '../security-event.recorder.js';
import type { Observation } from './observation.js';

const NAMES = {
  sql_injection: 'SQL injection',
  xss: 'Cross-site scripting',
  path_traversal: 'Path traversal',
  command_injection: 'Command injection',
  ssrf: 'Server-side request forgery',
  template_injection: 'Template injection',
  scanner_probe: 'Probe of a scanner',
} as const;

/** From this score on more than one rule is sure. */
const SURE = 2 * THRESHOLD;

/** The event of an attack string in a request. One that is sure and was not refused may have done harm. */
export function findingEvent({ attackClass, score, rules }: Finding, seen: Observation): SecurityOccurrence {
  const {
    at,
    service,
    method,
    route,
    path,
    status,
    ipAddress,
    userId,
    userAgent,
    requestId,
    traceId,
    count = 1,
  } = seen;
  const wasRefused = status !== undefined && status >= 400 && status < 500;
  const hasFailed = status !== undefined && status >= 500;
  const fields = [...new Set(rules.map(({ field }) => field))].join(', ');
  return {
    at,
    eventType: attackClass === 'scanner_probe' ? attackClass : `${attackClass}_attempt`,
    severity: hasFailed || (score >= SURE && !wasRefused) ? 'error' : 'warning',
    description: `${NAMES[attackClass]} in ${fields}: ${rules.map(({ id }) => id).join(', ')}`,
    ipAddress,
    userId,
    service,
    requestId,
    traceId,
    endpoint: [method, route ?? path].filter(Boolean).join(' ') || undefined,
    userAgent,
    additionalData: { attack_class: attackClass, score, rules, route, path, status, count },
  };
}
