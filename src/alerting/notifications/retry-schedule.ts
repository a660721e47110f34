const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 300_000;
/** A receiving side that wants to be left alone for longer is asked again nevertheless. */
const LONGEST_HONOURED_MS = 3_600_000;
/** A receiving side that has been away for a day is not going to be told what happened yesterday. */
const GIVE_UP_AFTER_MS = 86_400_000;

/**
 * When a notification that has failed `attempts` times (1 or more) is tried again, in epoch ms; undefined to give up.
 * Waits double from 1 s to 5 min, each shortened by up to a quarter (`random` from 0 to 1) so that notifications that
 * failed together do not all come back together. A longer wait asked for by the receiving side is honoured up to an hour.
 */
export function nextAttemptAt(
  attempts: number,
  createdAt: number,
  now: number,
  random: number,
  retryAfterMs = 0,
): number | undefined {
  const doubled = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
  const wait = Math.max(doubled * (1 - random / 4), Math.min(retryAfterMs, LONGEST_HONOURED_MS));
  return now + wait - createdAt > GIVE_UP_AFTER_MS ? undefined : now + Math.round(wait);
}
