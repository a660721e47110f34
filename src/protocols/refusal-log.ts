import { Injectable, Logger } from '@nestjs/common';
import { Environment } from '../config/environment.js';
import { MetricRecorder } from '../metrics/metric.recorder.js';
import type { SampleDraft } from '../metrics/series/sample-draft.js';
import { HASH_DOMAIN } from './hash-domain.js';
import type { Refusals } from './refusals.js';

/** A sender repeats its faults with every request: each door tells of them so often at the most. */
const LOG_EVERY_MS = 10_000;
const METRIC = 'monitoring_refused_samples_total';
/** Of spans and log records. */
const ITEMS_METRIC = 'monitoring_refused_items_total';

/** Tells of what was refused: in the log, and as a counter with the tag `door`. */
@Injectable()
export class RefusalLog {
  private readonly logger = new Logger('protocols');
  private readonly service: string;
  private readonly loggedAt = new Map<string, number>();

  constructor(
    environment: Environment,
    private readonly recorder: MetricRecorder,
  ) {
    this.service = environment.get('SERVICE_NAME');
  }

  /** @param sender who sent it, for the log @param draft takes the count */
  note(door: string, refusals: Refusals, sender: string, draft: SampleDraft): void {
    if (refusals.count === 0) return;
    draft.hash.begin(HASH_DOMAIN.refusedSamples);
    draft.hash.text(door);
    const tags = { service: this.service, door };
    draft.add(draft.find() || draft.describe({ name: METRIC, kind: 'counter', tags }), draft.now, refusals.count);
    this.tell(door, 'samples', refusals, sender, draft.now);
  }

  /** The same for items that are no samples; `now` is epoch ms. Resolves once they are counted. */
  async noteItems(door: string, refusals: Refusals, sender: string, now: number): Promise<void> {
    if (refusals.count === 0) return;
    this.tell(door, 'items', refusals, sender, now);
    const tags = { service: this.service, door };
    await this.recorder.record([{ name: ITEMS_METRIC, kind: 'counter', tags, value: refusals.count, at: now }]);
  }

  private tell(door: string, what: string, refusals: Refusals, sender: string, now: number): void {
    if (now - (this.loggedAt.get(door) ?? 0) < LOG_EVERY_MS) return;
    this.loggedAt.set(door, now);
    this.logger.warn({ door, sender, refused: refusals.count }, `${what} were refused: ${refusals.reasons}`);
  }
}
