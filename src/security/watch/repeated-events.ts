import type { SecurityOccurrence } from '../security-event.recorder.js';

/** Events that are alike within this time are told as one more, with their number. */
const HOLD_MS = 60_000;
/** Beyond so many kinds those of one service and type are one kind. */
const MOST_KINDS = 5_000;

interface Held {
  readonly until: number;
  last: SecurityOccurrence;
  count: number;
}

/**
 * Keeps one who sends the same attack ten thousand times from writing ten thousand events: the first of its kind is told at once, the others
 * within a minute together.
 */
export class RepeatedEvents {
  private readonly kinds = new Map<string, Held>();

  /** @returns the event if it is to be told now */
  take(event: SecurityOccurrence, now: number): SecurityOccurrence | undefined {
    const key = this.keyOf(event);
    const held = this.kinds.get(key);
    if (held && held.until > now) {
      held.last = event;
      held.count += countOf(event);
      return undefined;
    }
    this.kinds.set(key, { until: now + HOLD_MS, last: event, count: held?.count ?? 0 });
    return event;
  }

  /** Those that have been held long enough. */
  release(now: number): SecurityOccurrence[] {
    const released: SecurityOccurrence[] = [];
    for (const [key, { until, last, count }] of this.kinds) {
      if (until > now) continue;
      this.kinds.delete(key);
      if (count > 0) released.push({ ...last, additionalData: { ...last.additionalData, count } });
    }
    return released;
  }

  private keyOf({ eventType, service, endpoint, ipAddress, userId }: SecurityOccurrence): string {
    const isFull = this.kinds.size >= MOST_KINDS;
    return JSON.stringify(isFull ? [service, eventType] : [service, eventType, endpoint, ipAddress, userId]);
  }
}

function countOf({ additionalData }: SecurityOccurrence): number {
  return (additionalData?.count as number | undefined) ?? 1;
}
