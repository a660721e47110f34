import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Clock } from '../../jobs/clock.js';
import { overflowSeries, type SeriesDescriptor, seriesKey, serviceOf } from './metric-series.js';
import { SeriesCache } from './series-cache.js';
import { SeriesStore } from './series-store.js';

const CACHED_SERIES = 200_000;
/** How long the number of a service's series is trusted: other replicas make series too. */
const COUNT_FRESH_MS = 10_000;

/**
 * Finds the ids of series and makes those that are new. A service has at most METRIC_SERIES_LIMIT series; what is over
 * the limit shares series that carry the tag `overflow`, so nothing is lost silently and the total stays right.
 */
@Injectable()
export class SeriesCatalog {
  private readonly cache = new SeriesCache(CACHED_SERIES);
  private readonly counts = new Map<string, { count: number; countedAt: number }>();
  private readonly limit: number;

  constructor(
    private readonly store: SeriesStore,
    private readonly clock: Clock,
    environment: Environment,
  ) {
    this.limit = environment.get('METRIC_SERIES_LIMIT');
  }

  /** The id of each descriptor's series, in their order. What was seen within the hour costs one look-up. */
  async resolve(descriptors: readonly SeriesDescriptor[]): Promise<Int32Array> {
    const now = this.clock.now();
    const ids = new Int32Array(descriptors.length);
    const unknown = new Map<string, SeriesDescriptor>();
    const pending: [position: number, key: string][] = [];
    for (let i = 0; i < descriptors.length; i++) {
      const key = seriesKey(descriptors[i]!);
      const id = this.cache.get(key, now);
      if (id !== undefined) ids[i] = id;
      else {
        unknown.set(key, descriptors[i]!);
        pending.push([i, key]);
      }
    }
    if (pending.length === 0) return ids;
    const found = await this.findOrCreate(unknown, now);
    for (const [position, key] of pending) ids[position] = found.get(key)!;
    return ids;
  }

  private async findOrCreate(unknown: Map<string, SeriesDescriptor>, now: number): Promise<Map<string, number>> {
    const found = await this.store.confirm([...unknown.keys()], now);
    const added = [...unknown].filter(([key]) => !found.has(key));
    if (added.length > 0) {
      const stored = await this.admit(added, now);
      const ids = await this.store.create(
        [...new Map(stored.map(([, series]) => [seriesKey(series), series])).values()],
        now,
      );
      for (const [key, series] of stored) found.set(key, ids.get(seriesKey(series))!);
    }
    for (const [key, id] of found) this.cache.set(key, id);
    return found;
  }

  /** For each new series the one to store: itself, or over the limit the one for its service's overflow. */
  private async admit(
    added: readonly [key: string, SeriesDescriptor][],
    now: number,
  ): Promise<[key: string, SeriesDescriptor][]> {
    const admitted: [string, SeriesDescriptor][] = [];
    for (const [service, entries] of groupByService(added)) {
      const counted = await this.countOf(service, now);
      const room = Math.max(0, this.limit - counted.count);
      counted.count += Math.min(room, entries.length);
      admitted.push(...entries.slice(0, room));
      const rest = entries.slice(room);
      if (rest.length === 0) continue;
      const names = await this.store.knownNames(service, [...new Set(rest.map(([, { name }]) => name))]);
      for (const [, { name }] of entries.slice(0, room)) names.add(name);
      for (const [key, series] of rest) admitted.push([key, overflowSeries(series, names.has(series.name))]);
    }
    return admitted;
  }

  private async countOf(service: string, now: number): Promise<{ count: number }> {
    const known = this.counts.get(service);
    if (known && now - known.countedAt < COUNT_FRESH_MS) return known;
    if (this.counts.size >= CACHED_SERIES) this.counts.clear();
    const count = (await this.store.countByService([service])).get(service) ?? 0;
    const counted = { count, countedAt: now };
    this.counts.set(service, counted);
    return counted;
  }
}

function groupByService(
  added: readonly [key: string, SeriesDescriptor][],
): Map<string, [key: string, SeriesDescriptor][]> {
  const groups = new Map<string, [string, SeriesDescriptor][]>();
  for (const entry of added) {
    const service = serviceOf(entry[1]);
    const group = groups.get(service);
    if (group) group.push(entry);
    else groups.set(service, [entry]);
  }
  return groups;
}
