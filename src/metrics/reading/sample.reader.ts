import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Database, type Snapshot } from '../../database/database.js';
import { BatchCache } from './batch-cache.js';
import { cancelOnAbort } from './cancel-on-abort.js';
import { SampleSnapshot } from './sample-snapshot.js';
import { Slots } from './slots.js';

/** Gives consistent views of everything recorded, inbox and chunks together. */
@Injectable()
export class SampleReader {
  /** Readers take at most half of the connections: however many ask, what comes in is still written. */
  private readonly slots: Slots;

  constructor(
    private readonly database: Database,
    private readonly cache: BatchCache,
    environment: Environment,
  ) {
    this.slots = new Slots(Math.ceil(environment.get('DATABASE_POOL_SIZE') / 2));
  }

  /**
   * Runs `work` on the state of this moment; what is recorded or moved meanwhile does not change it.
   *
   * @param signal stops waiting and work when it is aborted @throws its reason then
   */
  async snapshot<T>(work: (snapshot: SampleSnapshot) => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await this.slots.run(() => {
        signal?.throwIfAborted();
        return this.database.snapshot((tx) => this.within(tx, work, signal));
      });
    } catch (fault) {
      signal?.throwIfAborted(); // what a cancelled statement says is no news
      throw fault;
    }
  }

  private async within<T>(
    tx: Snapshot,
    work: (snapshot: SampleSnapshot) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const snapshot = new SampleSnapshot(tx, this.cache, signal);
    if (!signal) return work(snapshot);
    const release = cancelOnAbort(this.database, tx, signal);
    try {
      return await work(snapshot);
    } finally {
      await release();
    }
  }
}
