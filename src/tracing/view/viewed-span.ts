import type { Attributes } from '../../resources/attributes.js';
import type { OutlineSpan } from './trace-spans.reader.js';

/** A span as it is laid out. `startAt` is corrected then, `sentAt` stays. */
export type ViewedSpan = OutlineSpan & { clock: string; sentAt: number };

/** A span and which clock measured it. */
export function asViewed(span: OutlineSpan, resources: Record<string, Attributes>): ViewedSpan {
  const host = span.resource_id === null ? undefined : resources[span.resource_id]?.['host.name'];
  const clock =
    typeof host === 'string'
      ? `host ${host}`
      : span.resource_id === null
        ? `service ${span.service_name}`
        : span.resource_id;
  return { ...span, clock, sentAt: span.startAt };
}

/** When it was sent to have begun, epoch microseconds. */
export function microsOf({ sentAt }: ViewedSpan): number {
  return Math.round(sentAt * 1000);
}
