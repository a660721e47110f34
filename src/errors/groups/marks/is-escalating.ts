/** Fewer events in an hour than this are no escalation, whatever was before. */
const LEAST_EVENTS = 10;
/** So many times what its busy hours had. */
const FACTOR = 2;
/** The busiest hours are left out but for the last of so many: a single outage says nothing about what is usual, but a nightly job does. */
const BUSY_HOURS = 3;

/**
 * Whether a group has far more events than is usual for it: more than twice those of the third-busiest hour of the week before. What
 * lasts for hours becomes usual.
 *
 * @param recent its events within the last hour
 * @param usual the events of each hour of the week before that had any
 */
export function isEscalating(recent: number, usual: readonly number[]): boolean {
  const busy = [...usual].sort((one, other) => other - one)[BUSY_HOURS - 1] ?? 0;
  return recent >= LEAST_EVENTS && recent > FACTOR * busy;
}
