import type { Batch } from './transport.js';

/** Where the batches of a lane go that have no place in memory. None of it throws. */
export interface Overflow {
  /** @returns whether it is kept: it is then out of this process's hands */
  keep(batch: Batch): Promise<boolean>;
  /** The same, before a process ends. */
  keepNow(batch: Batch): boolean;
  /** The oldest batch that is kept. It stays until it is released. */
  oldest(): Promise<Batch | undefined>;
  release(batch: Batch): Promise<void>;
}
