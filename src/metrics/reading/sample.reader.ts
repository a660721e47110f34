import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Database } from '../../database/database.js';
import { BatchCache } from './batch-cache.js';
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

  /** Runs `work` on the state of this moment; what is recorded or moved meanwhile does not change it. */
  snapshot<T>(work: (snapshot: SampleSnapshot) => Promise<T>): Promise<T> {
    return this.slots.run(() =>
      this.database.transaction((tx) => work(new SampleSnapshot(tx, this.cache)), 'repeatable read'),
    );
  }
}
