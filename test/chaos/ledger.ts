import { type Batch, samplesOf } from './load.js';

/** What the senders were told: what was acknowledged, what was refused, and whatever should not have been answered at all. */
export class Ledger {
  readonly acknowledged: Batch[] = [];
  /** Requests answered 400 or 422. */
  refused = 0;
  /** Attempts that were answered 503, and that got no answer: each was sent again. */
  readonly repeated = { unavailable: 0, unanswered: 0 };
  /** Answers that no fault excuses, and the first of them in words. */
  readonly faults: string[] = [];

  /** How many samples were acknowledged, those that were overwritten later too. */
  get samples(): number {
    return this.acknowledged.reduce((sum, batch) => sum + samplesOf(batch).length, 0);
  }
}
