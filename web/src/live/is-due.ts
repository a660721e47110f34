import { refreshMs, type TimeRange } from '../time/time-range.js';

/** What has no time range is asked again this often when nobody tells of changes. */
const POLL_MS = 10_000;
/** What does not change is asked again this often all the same: its words ("2 min ago") are of the last answer. */
const SAFETY_MS = 60_000;
/** An answer is waited for at the most this share of the time: one that takes five seconds comes every twenty. */
const BUSY_SHARE = 0.25;

/** What is known of an answer that a page shows. Times are epoch milliseconds. */
export interface AskedAnswer {
  readonly askedAt: number;
  /** When the service told last that something in it is new; 0 for never. */
  readonly changedAt: number;
  /** How long it took to come. */
  readonly tookMs: number;
  readonly range: TimeRange | undefined;
  /** Not asked again sooner than this. */
  readonly everyMs: number;
}

/** Whether an answer is to be asked again. @param isLive whether the service tells of changes */
export function isDue(asked: AskedAnswer, isLive: boolean, now: number): boolean {
  const { askedAt, changedAt, tookMs, range, everyMs } = asked;
  const age = now - askedAt;
  if (age < tookMs / BUSY_SHARE) return false;
  const hasChanged = changedAt >= askedAt;
  if (range === undefined) return age >= (hasChanged ? everyMs : isLive ? SAFETY_MS : POLL_MS);
  // A span that ends now moves on, whatever changes.
  return ('last' in range || hasChanged) && age >= refreshMs(range);
}
