import { searchOf, type TimeSpan } from '../time/time-range.js';

/** The address of a service's own page, for a link. */
export function toService(service: string) {
  return { to: '/services/$service', params: { service } } as const;
}

/** The address of an error, on the page of its group. Its route belongs to another part of the pages. */
export function toError(error: { readonly group_id: string; readonly error_id: string }): { to: '/errors' } {
  return { to: '/errors/$groupId', params: { groupId: error.group_id }, search: { event: error.error_id } } as never;
}

/** Log records may be a little before and after the spans they belong to: queues, other clocks. */
const AROUND_MS = 60_000;

/** The address of the log records of a trace, or of one of its spans, at its time. */
export function toLogs(ids: { readonly trace_id: string; readonly span_id?: string }, { from, to }: TimeSpan) {
  const range = searchOf({ from: Math.floor(from - AROUND_MS), to: Math.ceil(to + AROUND_MS) });
  return { to: '/logs', search: { ...range, ...ids } } as unknown as { to: '/logs' };
}
