import type { ErrorEvent } from '../group/group.js';

/** The event of an id among events, the newest first; without an id the newest. */
export function shownOf(events: readonly ErrorEvent[], eventId: string | undefined): ErrorEvent | undefined {
  return eventId === undefined ? events[0] : events.find(({ error_id }) => error_id === eventId);
}

/** The event before one; undefined when it is the oldest that was read. */
export function olderThan(events: readonly ErrorEvent[], event: ErrorEvent): ErrorEvent | undefined {
  const at = events.findIndex(({ error_id }) => error_id === event.error_id);
  return at < 0 ? undefined : events[at + 1];
}
