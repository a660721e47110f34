import { Injectable } from '@nestjs/common';
import { Clock } from '../../jobs/clock.js';
import { ServiceRegistry, versionOf } from '../../resources/service.registry.js';
import { fingerprintOf, hashDescriptor, type SeriesDescriptor, seriesKey } from './metric-series.js';
import { SeriesAdmission } from './series-admission.js';
import { SeriesHash } from './series-hash.js';
import { SeriesIds } from './series-ids.js';
import { SeriesStore, type StoredSeries } from './series-store.js';

/** Series asked for and made by one statement: it keeps neither the event loop nor other writers waiting for long. */
const SERIES_AT_A_TIME = 1000;

/** Finds the ids of series and makes those that are new, within what each service may have; see SeriesAdmission. */
@Injectable()
export class SeriesCatalog {
  /** Ids found within the last hour, by any hash of their description. */
  readonly ids = new SeriesIds();
  private readonly hash = new SeriesHash();

  constructor(
    private readonly store: SeriesStore,
    private readonly admission: SeriesAdmission,
    private readonly clock: Clock,
    private readonly services: ServiceRegistry,
  ) {}

  /** Epoch ms. */
  now(): number {
    return this.clock.now();
  }

  /** The id of each descriptor's series, in their order. What was seen within the hour costs one look-up. */
  async resolve(descriptors: readonly SeriesDescriptor[]): Promise<Int32Array> {
    const now = this.clock.now();
    const ids = new Int32Array(descriptors.length);
    const unknown: { position: number; low: number; high: number }[] = [];
    for (let position = 0; position < descriptors.length; position++) {
      hashDescriptor(this.hash, descriptors[position]!);
      ids[position] = this.ids.get(this.hash, now);
      if (ids[position] === 0) unknown.push({ position, low: this.hash.low, high: this.hash.high });
    }
    if (unknown.length === 0) return ids;
    const found = await this.findOrCreate(unknown.map(({ position }) => descriptors[position]!));
    unknown.forEach((key, i) => {
      ids[key.position] = found[i]!.id;
      this.ids.set(key, found[i]!.id, now);
    });
    return ids;
  }

  /** Each descriptor's series as it is stored, in their order, whatever is known here already. */
  async findOrCreate(descriptors: readonly SeriesDescriptor[]): Promise<StoredSeries[]> {
    const stored: StoredSeries[] = [];
    for (let start = 0; start < descriptors.length; start += SERIES_AT_A_TIME) {
      stored.push(...(await this.findOrCreatePortion(descriptors.slice(start, start + SERIES_AT_A_TIME))));
    }
    return stored;
  }

  private async findOrCreatePortion(descriptors: readonly SeriesDescriptor[]): Promise<StoredSeries[]> {
    const now = this.clock.now();
    for (const { tags } of descriptors) {
      if (tags?.service) this.services.note(tags.service, tags.service_version ?? versionOf(tags));
    }
    const fingerprints = descriptors.map((descriptor) => fingerprintOf(seriesKey(descriptor)));
    const distinct = new Map(fingerprints.map((fingerprint, i) => [fingerprint, descriptors[i]!]));
    const found = await this.store.confirm([...distinct.keys()], now);
    const added = [...distinct.keys()].filter((fingerprint) => !found.has(fingerprint));
    if (added.length > 0) {
      const given = added.map((fingerprint) => distinct.get(fingerprint)!);
      const admitted = await this.admission.admit(given, now);
      const admittedAs = admitted.map((descriptor, i) =>
        descriptor === given[i] ? added[i]! : fingerprintOf(seriesKey(descriptor)),
      );
      const made = await this.store.create(new Map(admittedAs.map((print, i) => [print, admitted[i]!])), now);
      for (const [i, fingerprint] of added.entries()) found.set(fingerprint, made.get(admittedAs[i]!)!);
    }
    return fingerprints.map((fingerprint) => found.get(fingerprint)!);
  }
}
