/** So many callers are counted each by himself; whoever comes after them in the same window shares one count. */
const MOST_CALLERS = 50_000;
const OTHERS = '';

/** Counts calls in windows of a fixed length that begin together for all callers: one look-up a call, and nothing to tidy up. */
export class FixedWindow {
  private readonly counts = new Map<string, number>();
  private endsAt = 0;

  /** @param limit calls a window; 0 for no limit */
  constructor(
    readonly limit: number,
    readonly windowMs = 60_000,
  ) {}

  /** Counts one call. @returns how many are left; negative when it is one too many */
  take(caller: string, now: number): number {
    if (now >= this.endsAt) this.begin(now);
    const key = this.counts.size < MOST_CALLERS || this.counts.has(caller) ? caller : OTHERS;
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return this.limit - count;
  }

  /** Whether nothing is left, without counting. */
  isSpent(caller: string, now: number): boolean {
    return now < this.endsAt && (this.counts.get(caller) ?? this.counts.get(OTHERS) ?? 0) >= this.limit;
  }

  /** Seconds until the window ends, at least one. */
  secondsLeft(now: number): number {
    return Math.max(1, Math.ceil((this.endsAt - now) / 1000));
  }

  private begin(now: number): void {
    this.counts.clear();
    this.endsAt = now + this.windowMs;
  }
}
