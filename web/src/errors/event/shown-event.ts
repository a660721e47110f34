import type { ErrorEvent } from '../group/group.js';

/** The event before one; undefined when it is the oldest that was read. */
export function olderThan(events: readonly ErrorEvent[], event: ErrorEvent): ErrorEvent | undefined {
  const at = events.findIndex(({ error_id }) => error_id === event.error_id);
  return at < 0 ? undefined : events[at + 1];
}
