/** A record's id and when it was written. */
export interface LineKey {
  log_id: string;
  at: Date;
}

/** What is new since the last look. */
export interface TailStep {
  /** Oldest first. */
  fresh: LineKey[];
  /** A range of time, epoch ms, without its end, that could not be looked at. */
  gap: readonly [from: number, to: number] | undefined;
}

/** Records come in later than they were written, and not in that order: so far back each look goes. */
const OVERLAP_MS = 30_000;
/** The most records one look takes in, the newest. */
export const MAX_KEYS = 5000;

/** Tells which records a tail has not given yet. Looks overlap; what the last one saw is remembered. */
export class TailWindow {
  private seen = new Set<string>();
  private lookedUntil: number;

  /** @param keys what is there already, as for {@link next} */
  constructor(keys: readonly LineKey[], now: number) {
    this.lookedUntil = now;
    this.next(keys, now);
  }

  /** From when on to look, epoch ms. There is no end: senders' clocks may be ahead. */
  static startOf(now: number): number {
    return now - OVERLAP_MS;
  }

  /** @param keys the newest {@link MAX_KEYS} records since the start of the look, newest first @param now when it began */
  next(keys: readonly LineKey[], now: number): TailStep {
    const fresh = keys.filter((key) => !this.seen.has(nameOf(key))).reverse();
    this.seen = new Set(keys.map(nameOf));
    const reached = keys.length < MAX_KEYS ? TailWindow.startOf(now) : keys.at(-1)!.at.getTime();
    const from = this.lookedUntil;
    this.lookedUntil = now;
    return { fresh, gap: from < reached ? [from, reached] : undefined };
  }
}

function nameOf({ log_id, at }: LineKey): string {
  return `${at.getTime()} ${log_id}`;
}
