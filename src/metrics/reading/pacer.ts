import { setImmediate as nextTurn } from 'node:timers/promises';

/** Longest time long work keeps the event loop to itself, in milliseconds. */
const TURN_MS = 8;

/** Lets requests and timers run between the parts of long work. */
export class Pacer {
  private turnStartedAt = performance.now();

  /** To be awaited often; returns at once until the turn is used up. */
  async pause(): Promise<void> {
    if (performance.now() - this.turnStartedAt < TURN_MS) return;
    await nextTurn();
    this.turnStartedAt = performance.now();
  }
}
