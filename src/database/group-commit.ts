import { DatabaseUnavailable } from './database-unavailable.js';

/** Batches that wait together are written by one statement of at most about so many items. */
const MAX_GROUP = 10_000;
/** More items than this do not wait for a database that does not keep up: their senders are told to come back. */
const MAX_WAITING = 100_000;
/** One statement can wait for its commit while another is at work. */
const MAX_UNDER_WAY = 2;

interface WaitingBatch<T> {
  items: readonly T[];
  resolve: () => void;
  reject: (fault: unknown) => void;
}

/**
 * Lets batches that arrive while commits are under way share the next one: a commit costs the same for one row as for a
 * hundred. A batch is done only after its commit, and fails alone when the fault is its own.
 */
export class GroupCommit<T> {
  private readonly waiting: WaitingBatch<T>[] = [];
  private waitingItems = 0;
  private underWay = 0;

  /** @param write writes all given items in one transaction, or none */
  constructor(private readonly write: (items: readonly T[]) => Promise<void>) {}

  /**
   * Resolves after the commit.
   *
   * @throws DatabaseUnavailable when PostgreSQL is away or far behind; whether it went away before or after the commit may be
   * unknown
   */
  add(items: readonly T[]): Promise<void> {
    if (items.length === 0) return Promise.resolve();
    if (this.waitingItems > 0 && this.waitingItems + items.length > MAX_WAITING) {
      return Promise.reject(new DatabaseUnavailable(`${this.waitingItems} items wait to be written`));
    }
    this.waitingItems += items.length;
    const done = new Promise<void>((resolve, reject) => this.waiting.push({ items, resolve, reject }));
    if (this.underWay < MAX_UNDER_WAY) void this.commitWaiting();
    return done;
  }

  private async commitWaiting(): Promise<void> {
    this.underWay++;
    while (this.waiting.length > 0) await this.commit(this.takeGroup());
    this.underWay--;
  }

  private takeGroup(): WaitingBatch<T>[] {
    let items = 0;
    let count = 0;
    while (count < this.waiting.length && (count === 0 || items + this.waiting[count]!.items.length <= MAX_GROUP)) {
      items += this.waiting[count++]!.items.length;
    }
    this.waitingItems -= items;
    return this.waiting.splice(0, count);
  }

  private async commit(group: WaitingBatch<T>[]): Promise<void> {
    try {
      await this.write(group.length === 1 ? group[0]!.items : group.flatMap((batch) => batch.items));
      for (const batch of group) batch.resolve();
    } catch (fault) {
      if (group.length === 1 || fault instanceof DatabaseUnavailable) for (const batch of group) batch.reject(fault);
      else for (const batch of group) await this.commit([batch]);
    }
  }
}
