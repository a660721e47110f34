import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { InboxCache } from './inbox-cache.js';
import { SampleSnapshot } from './sample-snapshot.js';

/** Gives consistent views of everything recorded, inbox and chunks together. */
@Injectable()
export class SampleReader {
  constructor(
    private readonly database: Database,
    private readonly cache: InboxCache,
  ) {}

  /** Runs `work` on the state of this moment; what is recorded or moved meanwhile does not change it. */
  snapshot<T>(work: (snapshot: SampleSnapshot) => Promise<T>): Promise<T> {
    return this.database.transaction((tx) => work(new SampleSnapshot(tx, this.cache)), 'repeatable read');
  }
}
