/** How buckets of one detection are made, in ms. */
export interface BucketShape {
  readonly capacity: number;
  readonly leakMs: number;
  readonly blackholeMs: number;
}

/** What is known of drops that may be taken back. */
export interface DropOrigin {
  readonly origin: string;
  /** When they fell in, epoch ms. */
  readonly at: number;
}
interface Drops extends DropOrigin {
  /** Of the oldest perhaps a part. */
  readonly count: number;
  readonly value: string | undefined;
}

/**
 * A bucket from which one drop leaks every so often, reckoned when something is poured in, in the manner of the generic cell rate algorithm
 * (ITU-T I.371): when it will have run dry is all there is to its level. What comes late falls in when the last drop did.
 */
export class LeakyBucket {
  /** When the oldest drop of those that are or were together in it fell in. */
  firstAt = 0;
  /** How many drops fell in since it was last dry. */
  count = 0;
  private lastAt = Number.NEGATIVE_INFINITY;
  private dryAt = Number.NEGATIVE_INFINITY;
  private quietUntil = Number.NEGATIVE_INFINITY;
  /** Those in the bucket, the oldest first, when only distinct values count: at most one more than its capacity. */
  private values: Set<string> | undefined;
  /** Those in the bucket of which an origin was told, the oldest first. */
  private known: Drops[] | undefined;

  /** How much it holds in memory: itself, each value and each origin. */
  get weight(): number {
    return 1 + (this.values?.size ?? 0) + (this.known?.length ?? 0);
  }

  /** @param origin where told, the drops may be taken back @returns whether there is more in it than its capacity; then it is to be emptied */
  pour(shape: BucketShape, at: number, drops: number, value?: string, origin?: string): boolean {
    const now = Math.max(at, this.lastAt);
    this.lastAt = now;
    if (now < this.quietUntil) return false;
    if (this.dryAt <= now) this.begin(now);
    const held = Math.ceil((this.dryAt - now) / shape.leakMs);
    if (value !== undefined && !this.add(value, held)) return false;
    const added = value === undefined ? drops : 1;
    if (origin !== undefined) this.note({ origin: own(origin), at, count: added, value }, held);
    this.count += added;
    this.dryAt += added * shape.leakMs;
    return this.dryAt - now > shape.capacity * shape.leakMs;
  }

  /** Takes the drops of an origin out again that fell in until a time, as far as they have not leaked. */
  takeBack({ leakMs }: BucketShape, { origin, at }: DropOrigin): void {
    if (!this.known || this.dryAt <= this.lastAt) return;
    this.leak((this.dryAt - Math.max(at, this.lastAt)) / leakMs);
    const isTaken = (drops: Drops) => drops.origin === origin && drops.at <= at;
    for (const { count, value } of this.known.filter(isTaken)) {
      this.count -= Math.ceil(count);
      this.dryAt -= count * leakMs;
      if (value !== undefined) this.values?.delete(value);
    }
    this.known = this.known.filter((drops) => !isTaken(drops));
  }

  /** Empties it after an overflow; for a time nothing falls in. */
  empty({ blackholeMs }: BucketShape): void {
    this.begin(this.lastAt);
    this.quietUntil = this.lastAt + blackholeMs;
  }

  /** The oldest of its distinct values. */
  sample(most: number): string[] {
    return [...(this.values ?? [])].slice(0, most);
  }

  private begin(now: number): void {
    this.firstAt = now;
    this.dryAt = now;
    this.count = 0;
    this.values = undefined;
    this.known = undefined;
  }

  /** Lets leak all values but the newest so many, then adds one. @returns false when it is in there */
  private add(value: string, held: number): boolean {
    this.values ??= new Set();
    for (const oldest of this.values) {
      if (this.values.size <= held) break;
      this.values.delete(oldest);
    }
    if (this.values.has(value)) return false;
    this.values.add(own(value));
    return true;
  }

  private note(drops: Drops, held: number): void {
    this.leak(held);
    this.known = [...(this.known ?? []), drops];
  }

  /** Forgets drops of known origin but the newest so many; of those that leaked in part, what is left. */
  private leak(held: number): void {
    const left: Drops[] = [];
    let room = held;
    for (const drops of (this.known ?? []).toReversed()) {
      if (room <= 0) break;
      left.push({ ...drops, count: Math.min(drops.count, room) });
      room -= drops.count;
    }
    this.known = left.toReversed();
  }
}

/** A copy: V8 makes a cut text a view of the whole, which then stays in memory. */
export function own(text: string): string {
  return Buffer.from(text).toString();
}
