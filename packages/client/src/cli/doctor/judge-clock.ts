import { type Finding, failed, ok, warning } from './finding.js';

/** Less does no harm: the parts of a trace are still put in order. */
const WARN_FROM_MS = 5_000;
/** The service refuses what is further ahead of its clock (`src/http/time.ts`). What is behind it refuses only past its retention. */
const MOST_AHEAD_MS = 10 * 60_000;
const FIX = 'synchronise the clocks of both machines (NTP)';

/** Epoch ms: the service's clock while it answered, and this machine's before and after. */
export interface ClockReading {
  readonly serviceAt: number;
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** How far this machine's clock is from the service's at the least: the answer was made at some moment between the two readings. */
export function judgeClock({ serviceAt, sentAt, receivedAt }: ClockReading): Finding {
  const aheadMs = Math.max(0, sentAt - serviceAt) + Math.min(0, receivedAt - serviceAt);
  if (Math.abs(aheadMs) < WARN_FROM_MS) return ok(`agrees with the service's, within ${WARN_FROM_MS / 1000} s`);
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const message = `this machine's clock is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} the service's`;
  if (aheadMs > MOST_AHEAD_MS) return failed(`${message}: what is over 10 minutes ahead is refused`, FIX);
  return warning(`${message}: what is sent bears wrong times`, FIX);
}
