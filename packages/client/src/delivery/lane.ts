import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Overflow } from './overflow.js';
import { retryDelayMs } from './retry-delay.js';
import { type Batch, DeliveryFault, type Transport } from './transport.js';

/** A batch is closed when it holds this much: small enough to serialise in a millisecond or two. */
const BATCH_ITEMS = 2_000;
const BATCH_BYTES = 256 * 1024;
/** A receiver that fails on one batch again and again, while it is not down as a whole, must not stop the others. */
const MOST_SERVER_ERRORS = 20;

/** What a lane tells its owner; none of it may throw. */
export interface LaneEvents {
  /** Items lost for good, and why: the buffer was full, or the receiver refused them. */
  lost(items: number, reason: 'buffer_full' | 'rejected' | 'shutdown', detail?: string): void;
  /** The receiver stopped taking batches (`fault`) or takes them again (undefined). Told once per change. */
  reachable(fault: Error | undefined): void;
}

interface Parcel<Item> {
  readonly batch: Batch;
  readonly items: readonly Item[];
  readonly bytes: number;
}

/**
 * The way of one signal out of the process: items wait in a bounded buffer, leave in order and in batches, and stay until
 * they were taken. While the receiver is away the buffer fills; past its bound the oldest batches overflow, or, where they cannot, are lost
 * and counted.
 */
export class Lane<Item> {
  private open: Item[] = [];
  private openBytes = 0;
  private readonly parcels: Parcel<Item>[] = [];
  private parcelBytes = 0;
  private sending: Promise<void> | undefined;
  private retry: NodeJS.Timeout | undefined;
  private failures = 0;
  private retryAt = 0;
  private isClosing = false;

  constructor(
    private readonly transport: Transport,
    private readonly pack: (id: string, items: readonly Item[]) => Batch,
    private readonly maxBytes: number,
    private readonly events: LaneEvents,
    private readonly overflow?: Overflow,
  ) {}

  /** True while a batch waits to be sent again. */
  get waiting(): boolean {
    return this.failures > 0;
  }

  /** Puts one item, of about `bytes` bytes, into the buffer. Cheap: no serialising, no I/O. */
  add(item: Item, bytes: number): void {
    this.open.push(item);
    this.openBytes += bytes;
    if (this.open.length < BATCH_ITEMS && this.openBytes < BATCH_BYTES) return;
    this.seal();
    // What comes faster than the timer leaves as it comes, behind the work at hand.
    if (!this.waiting && !this.sending) setImmediate(() => this.send());
  }

  /** Sends what is in the buffer, unless the lane waits for a retry. Returns at once. */
  send(): void {
    this.seal();
    if (!this.waiting) void this.pump();
  }

  /** All that is in memory, for who sends it in another way; what is `left` of it then overflows, or is lost and counted. */
  take(): { readonly batches: readonly Batch[]; readonly leave: (left: (batch: Batch) => boolean) => void } {
    this.seal();
    const batches = this.parcels.map(({ batch }) => batch);
    return {
      batches,
      leave: (left) => {
        this.parcels.length = 0;
        this.leave(batches.filter(left));
      },
    };
  }

  /** Sends what is in memory, retrying until `timeoutMs` have passed; what is left then overflows, or is lost and counted. */
  async flush(timeoutMs: number): Promise<void> {
    this.isClosing = true;
    clearTimeout(this.retry);
    const deadline = performance.now() + timeoutMs;
    const expired = new AbortController();
    const drain = async (): Promise<void> => {
      this.seal();
      while (this.parcels.length > 0 && !expired.signal.aborted) {
        await this.pump();
        clearTimeout(this.retry);
        if (this.parcels.length === 0) return;
        const wait = Math.min(this.retryAt, deadline) - performance.now();
        await sleep(Math.max(1, wait), undefined, { signal: expired.signal }).catch(() => undefined);
      }
    };
    await Promise.race([drain(), sleep(timeoutMs, undefined, { signal: expired.signal }).catch(() => undefined)]);
    expired.abort();
    this.leave(this.parcels.map(({ batch }) => batch));
    this.parcels.length = 0;
  }

  private leave(batches: readonly Batch[]): void {
    const lost = batches.filter((batch) => !this.overflow?.keepNow(batch));
    const items = lost.reduce((sum, batch) => sum + batch.items.length, 0);
    if (items > 0) this.events.lost(items, 'shutdown');
  }

  private seal(): void {
    if (this.open.length === 0) return;
    this.parcels.push(this.parcel(this.open, this.openBytes));
    this.parcelBytes += this.openBytes;
    this.open = [];
    this.openBytes = 0;
    // The batch under way stays: it may be stored already, and is the first to be known.
    const oldest = this.sending ? 1 : 0;
    while (this.parcelBytes > this.maxBytes && this.parcels.length > oldest + 1) {
      const [dropped] = this.parcels.splice(oldest, 1);
      if (!dropped) break;
      this.parcelBytes -= dropped.bytes;
      if (this.overflow) void this.spill(dropped.batch, this.overflow);
      else this.events.lost(dropped.batch.items.length, 'buffer_full');
    }
  }

  private async spill(batch: Batch, overflow: Overflow): Promise<void> {
    if (!(await overflow.keep(batch))) this.events.lost(batch.items.length, 'buffer_full');
  }

  /** Sends batch after batch until none is left or one is not taken. One pump at a time. */
  private pump(): Promise<void> {
    this.sending ??= this.sendAll().finally(() => {
      this.sending = undefined;
    });
    return this.sending;
  }

  private async sendAll(): Promise<void> {
    for (let parcel = await this.next(); parcel; parcel = await this.next()) {
      try {
        const { rejected, reason } = await this.transport.send(parcel.batch);
        if (rejected > 0) this.events.lost(rejected, 'rejected', reason);
        if (this.failures > 0) this.events.reachable(undefined);
        this.failures = 0;
      } catch (error) {
        if (await this.splits(parcel, error)) continue;
        if (!this.givesUp(error)) return this.waitAfter(error);
        this.events.lost(parcel.batch.items.length, 'rejected', messageOf(error));
        // The next batch gets its own attempts; that the receiver has failed is only forgotten once it takes one.
        this.failures = Math.min(this.failures, 1);
      }
      await this.remove(parcel);
    }
  }

  /** What is in memory goes first: it is there, and a stopping process sends nothing else. */
  private async next(): Promise<Parcel<Item> | undefined> {
    const [parcel] = this.parcels;
    if (parcel || this.isClosing) return parcel;
    const batch = await this.overflow?.oldest();
    return batch && { batch, items: batch.items as readonly Item[], bytes: 0 };
  }

  /** Puts the halves of a batch that is too large in its place; they were not stored, so they are new batches. */
  private async splits(parcel: Parcel<Item>, error: unknown): Promise<boolean> {
    const { items, bytes } = parcel;
    if (!(error instanceof DeliveryFault && error.tooLarge) || items.length < 2) return false;
    const half = items.length >> 1;
    const halves = [this.parcel(items.slice(0, half), bytes / 2), this.parcel(items.slice(half), bytes / 2)];
    await this.remove(parcel);
    this.parcels.unshift(...halves);
    this.parcelBytes += bytes;
    return true;
  }

  private parcel(items: readonly Item[], bytes: number): Parcel<Item> {
    return { batch: this.pack(randomUUID(), items), items, bytes };
  }

  private givesUp(error: unknown): boolean {
    if (!(error instanceof DeliveryFault)) return false;
    return error.permanent || (error.suspectsBatch && this.failures >= MOST_SERVER_ERRORS);
  }

  private waitAfter(error: unknown): void {
    this.failures += 1;
    if (this.failures === 1) this.events.reachable(error instanceof Error ? error : new Error(String(error)));
    const delay = retryDelayMs(
      this.failures,
      error instanceof DeliveryFault ? error.retryAfterMs : undefined,
      Math.random(),
    );
    this.retryAt = performance.now() + delay;
    this.retry = setTimeout(() => void this.pump(), delay).unref();
  }

  /** One that is not in memory came from the overflow, or a flush that ran out of time has put it there. */
  private async remove(parcel: Parcel<Item>): Promise<void> {
    const index = this.parcels.indexOf(parcel);
    if (index < 0) {
      await this.overflow?.release(parcel.batch);
      return;
    }
    this.parcels.splice(index, 1);
    this.parcelBytes -= parcel.bytes;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
