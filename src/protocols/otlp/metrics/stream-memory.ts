import { Injectable } from '@nestjs/common';
import { checkTags } from '../../../http/ingest.js';
import type { SampleDraft } from '../../../metrics/series/sample-draft.js';
import { SeriesIds } from '../../../metrics/series/series-ids.js';
import { type AnyValue, textOf } from '../any-value.js';
import { tagName } from '../resource.js';
import type { MetricOrigin } from './metric-origin.js';
import { ROLES } from './series-role.js';

/** A resource is recorded again after so long: often enough to be found beside its metrics, five minutes back. */
const NOTE_EVERY_MS = 60_000;
const TARGET_INFO = 'target_info';
const MAX_TAGS = 32;
const CAPACITY = 262_144;

/** What has to be known of the requests before: the scales of exponential histograms, and when resources were recorded. */
@Injectable()
export class StreamMemory {
  readonly scales = new SeriesIds(CAPACITY);
  /** Minutes since 1970. */
  private readonly notedIn = new SeriesIds(CAPACITY);

  /**
   * Records the resource that was just entered as the gauge `target_info`, with all its attributes as tags: once a minute,
   * however many requests there are. The draft's hash is that of the resource, and stays so.
   */
  noteResource(origin: MetricOrigin, draft: SampleDraft): void {
    const { hash, now } = draft;
    const minute = Math.floor(now / NOTE_EVERY_MS);
    if (this.notedIn.get(hash, now) === minute) return;
    this.notedIn.set(hash, minute, now);
    const { low, high } = hash;
    hash.number(ROLES.targetInfo.code);
    const ref = draft.find() || this.describe(origin, draft);
    if (ref !== 0) draft.add(ref, now, 1);
    hash.resume(low, high);
  }

  private describe(origin: MetricOrigin, draft: SampleDraft): number {
    if (origin.fault) return 0;
    const tags = resourceTags(origin.resourceAttributes());
    return tags.length === 0 ? 0 : draft.describe({ name: TARGET_INFO, kind: 'gauge', tags: Object.fromEntries(tags) });
  }
}

/** Every single value that fits into a tag; lists, and what is too long, are left out. */
function resourceTags(attributes: readonly [key: string, value: AnyValue][]): [name: string, value: string][] {
  return attributes
    .filter(([, value]) => typeof value !== 'object')
    .map(([key, value]): [string, string] => [tagName(key), textOf(value)])
    .filter((tag) => checkTags(Object.fromEntries([tag])) === undefined)
    .slice(0, MAX_TAGS);
}
