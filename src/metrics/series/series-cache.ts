/**
 * How long an id is used before the database is asked again. It is far less than any retention, so no replica writes to
 * a series that was removed, and it is how exactly `last_seen_at` is known.
 */
const FRESH_MS = 3_600_000;

/** Ids of series by key, bounded in number and in age. */
export class SeriesCache {
  private readonly ids = new Map<string, number>();
  private startedAt = 0;

  /** @param capacity most entries; beyond them the cache starts afresh */
  constructor(private readonly capacity: number) {}

  /** The id of a series, when it was confirmed within the last hour. `now` is epoch ms. */
  get(key: string, now: number): number | undefined {
    if (now - this.startedAt >= FRESH_MS) {
      this.ids.clear();
      this.startedAt = now;
    }
    return this.ids.get(key);
  }

  set(key: string, id: number): void {
    if (this.ids.size >= this.capacity) this.ids.clear();
    this.ids.set(key, id);
  }
}
