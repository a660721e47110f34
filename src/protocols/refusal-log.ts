import { Injectable, Logger } from '@nestjs/common';
import { Environment } from '../config/environment.js';
import type { SampleDraft } from '../metrics/series/sample-draft.js';
import { HASH_DOMAIN } from './hash-domain.js';
import type { Refusals } from './refusals.js';

/** A sender repeats its faults with every request: each door tells of them so often at the most. */
const LOG_EVERY_MS = 10_000;
const METRIC = 'monitoring_refused_samples_total';

/** Tells of what was refused: in the log, and as a counter with the tag `door`. */
@Injectable()
export class RefusalLog {
  private readonly logger = new Logger('protocols');
  private readonly service: string;
  private readonly loggedAt = new Map<string, number>();

  constructor(environment: Environment) {
    this.service = environment.get('SERVICE_NAME');
  }

  /** @param sender who sent it, for the log @param draft takes the count */
  note(door: string, refusals: Refusals, sender: string, draft: SampleDraft): void {
    if (refusals.count === 0) return;
    draft.hash.begin(HASH_DOMAIN.refusedSamples);
    draft.hash.text(door);
    const tags = { service: this.service, door };
    draft.add(draft.find() || draft.describe({ name: METRIC, kind: 'counter', tags }), draft.now, refusals.count);
    if (draft.now - (this.loggedAt.get(door) ?? 0) < LOG_EVERY_MS) return;
    this.loggedAt.set(door, draft.now);
    this.logger.warn({ door, sender, refused: refusals.count }, `samples were refused: ${refusals.reasons}`);
  }
}
