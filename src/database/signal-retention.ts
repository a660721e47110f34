import type { ExpiredRows } from './time-partitions.js';

/** What every signal gives the clean-up job: how its table is made ready for the coming days, and how its old rows go. */
export interface SignalRetention {
  readonly table: string;
  /** Makes the partitions of the coming days. `now` is epoch ms. */
  prepare(now: number): Promise<void>;
  /** Removes what is past its retention, or with `dryRun` only tells what it would remove. Safe to repeat. */
  expire(now: number, dryRun: boolean): Promise<ExpiredRows>;
}
