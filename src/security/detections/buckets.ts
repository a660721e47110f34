import { type BucketShape, type DropOrigin, LeakyBucket, own } from './leaky-bucket.js';

/**
 * The buckets of one detection, by group. They are kept as two generations: what is poured into moves to the young one, and when that has
 * grown for as long as a full bucket takes to run dry, the old one, dry by then, is dropped whole; so dry buckets go without being looked
 * at. It is dropped early when there are too many: those into which nothing was poured for the longest time.
 */
export class Buckets {
  private young = new Map<string, LeakyBucket>();
  private old = new Map<string, LeakyBucket>();
  /** Of the young ones. */
  private weight = 0;
  private now = Number.NEGATIVE_INFINITY;
  private turnAt = Number.NEGATIVE_INFINITY;
  private readonly lifetimeMs: number;

  /** @param limit how many buckets and distinct values are kept, all together; by one bucket's values it may be exceeded */
  constructor(
    private readonly shape: BucketShape,
    private readonly limit: number,
  ) {
    this.lifetimeMs = Math.max((shape.capacity + 1) * shape.leakMs, shape.blackholeMs);
  }

  get size(): number {
    return this.young.size + this.old.size;
  }

  /** @returns the bucket when it overflows; it is to be emptied */
  pour(group: string, at: number, drops: number, value?: string, origin?: string): LeakyBucket | undefined {
    this.sweep(at);
    if (this.weight * 2 >= this.limit) this.turn();
    const bucket = this.young.get(group) ?? this.rejuvenate(group);
    const before = bucket.weight;
    const overflows = bucket.pour(this.shape, at, drops, value, origin);
    this.weight += bucket.weight - before;
    return overflows ? bucket : undefined;
  }

  /** Takes the drops of an origin out of a group's bucket again. */
  takeBack(group: string, drops: DropOrigin): void {
    (this.young.get(group) ?? this.old.get(group))?.takeBack(this.shape, drops);
  }

  /** Forgets buckets that are dry. */
  sweep(now: number): void {
    this.now = Math.max(this.now, now);
    if (this.now < this.turnAt) return;
    if (this.now >= this.turnAt + this.lifetimeMs) this.young.clear();
    this.turn();
  }

  private turn(): void {
    this.old = this.young;
    this.young = new Map();
    this.weight = 0;
    this.turnAt = this.now + this.lifetimeMs;
  }

  private rejuvenate(group: string): LeakyBucket {
    const bucket = this.old.get(group) ?? new LeakyBucket();
    this.old.delete(group);
    this.young.set(own(group), bucket);
    this.weight += bucket.weight;
    return bucket;
  }
}
