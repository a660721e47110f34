import { setImmediate as nextTurn } from 'node:timers/promises';

/** Longest time long work keeps the event loop to itself, in milliseconds. */
const TURN_MS = 8;

/** Lets requests and timers run between the parts of long work. */
export class Pacer {
  private turnStartedAt = performance.now();

  /** @param signal ends the work when it is aborted */
  constructor(private readonly signal?: AbortSignal) {}

  /** Whether the turn is used up. In a tight loop it is cheaper to ask than to await a pause that is none. */
  get isDue(): boolean {
    return performance.now() - this.turnStartedAt >= TURN_MS;
  }

  /** To be awaited often; returns at once until the turn is used up. @throws the signal's reason once it is aborted */
  async pause(): Promise<void> {
    if (!this.isDue) return;
    await nextTurn();
    this.signal?.throwIfAborted();
    this.turnStartedAt = performance.now();
  }
}
