import { isIP } from 'node:net';
import type { Overflow } from '../detections/detector.js';
import type { SecurityOccurrence } from '../security-event.recorder.js';

/** The event of a detection: what its signals had in common, and the last of them. */
export function overflowEvent({
  detection,
  group,
  at,
  count,
  distinctValues,
  firstAt,
  lastSignal,
}: Overflow): SecurityOccurrence {
  const { name, description, event_type: eventType, severity, labels, distinct } = detection;
  const groupedBy = Object.entries(group)
    .map(([field, value]) => `${field} ${value}`)
    .join(', ');
  // The group of an IPv6 address is its network, which is no address.
  const address = isIP(group.ip_address ?? '') === 0 ? lastSignal.ipAddress : group.ip_address;
  return {
    at,
    eventType,
    severity,
    description: `${description}: ${count} from ${groupedBy}`,
    ipAddress: group.ip_address === undefined ? undefined : address,
    userId: group.user_id,
    service: lastSignal.service,
    endpoint: group.route,
    userAgent: group.user_agent,
    additionalData: {
      detection: name,
      group,
      count,
      first_at: new Date(firstAt).toISOString(),
      ...(distinct ? { [`distinct_${distinct}`]: distinctValues } : {}),
      ...(labels ? { labels } : {}),
    },
  };
}
