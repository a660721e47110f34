/**
 * How long an id is used before the database is asked again. It is far less than any retention, so no replica writes to
 * a series that was removed, and it is how exactly `last_seen_at` is known.
 */
const FRESH_MS = 3_600_000;
/** Parts that expire one after the other, so that series are confirmed a few at a time, and grow one at a time. */
const PARTS = 64;
const FIRST_SLOTS = 256;
/** In at most 50 MB. */
const MAX_ENTRIES = 2_097_152;

/** A key's two halves; see SeriesHash. */
interface Key {
  readonly low: number;
  readonly high: number;
}

/** Whole numbers above 0 by a hash of 64 bits: ids of series, above all. Bounded in number, and in age to an hour. */
export class SeriesIds {
  private readonly parts: readonly Part[];

  /** @param capacity most entries; a part that has its share of them starts afresh */
  constructor(capacity = MAX_ENTRIES) {
    this.parts = Array.from({ length: PARTS }, () => new Part(capacity / PARTS));
  }

  /** The id under a key, or 0. `now` is epoch ms. */
  get({ low, high }: Key, now: number): number {
    return this.partOf(low, now).get(low, high);
  }

  set({ low, high }: Key, id: number, now: number): void {
    this.partOf(low, now).set(low, high, id);
  }

  private partOf(low: number, now: number): Part {
    const index = low & (PARTS - 1);
    const part = this.parts[index]!;
    const hour = Math.floor(now / FRESH_MS + index / PARTS);
    if (part.hour !== hour) part.restart(hour);
    return part;
  }
}

/** A table with open addressing: a key stands in the slot its `high` tells, or in the next ones that are free. */
class Part {
  /** Which hour its entries are of. */
  hour = 0;
  private count = 0;
  private keys = new Int32Array(FIRST_SLOTS * 2);
  private ids = new Int32Array(FIRST_SLOTS);

  constructor(private readonly capacity: number) {}

  restart(hour: number): void {
    this.hour = hour;
    this.count = 0;
    this.ids.fill(0);
  }

  get(low: number, high: number): number {
    return this.ids[this.slotOf(low, high)]!;
  }

  set(low: number, high: number, id: number): void {
    if (this.count >= this.capacity) this.restart(this.hour);
    else if (this.count * 2 >= this.ids.length) this.grow();
    const slot = this.slotOf(low, high);
    if (this.ids[slot] === 0) this.count++;
    this.keys[slot * 2] = low;
    this.keys[slot * 2 + 1] = high;
    this.ids[slot] = id;
  }

  private slotOf(low: number, high: number): number {
    const { keys, ids } = this;
    const mask = ids.length - 1;
    let slot = high & mask;
    while (ids[slot] !== 0 && (keys[slot * 2] !== low || keys[slot * 2 + 1] !== high)) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { keys, ids } = this;
    this.keys = new Int32Array(keys.length * 2);
    this.ids = new Int32Array(ids.length * 2);
    for (let slot = 0; slot < ids.length; slot++) {
      if (ids[slot] === 0) continue;
      const moved = this.slotOf(keys[slot * 2]!, keys[slot * 2 + 1]!);
      this.keys[moved * 2] = keys[slot * 2]!;
      this.keys[moved * 2 + 1] = keys[slot * 2 + 1]!;
      this.ids[moved] = ids[slot]!;
    }
  }
}
