import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { overflowSeries, type SeriesDescriptor, serviceOf } from './metric-series.js';
import { SeriesStore } from './series-store.js';

/** How long the number of a service's series is trusted: other replicas make series too. */
const COUNT_FRESH_MS = 10_000;
const MAX_SERVICES = 100_000;

interface ServiceCount {
  count: number;
  readonly countedAt: number;
}

/**
 * Decides which new series are made. A service has at most METRIC_SERIES_LIMIT series; what is over the limit shares series
 * that carry the tag `overflow`, so nothing is lost silently and the total stays right.
 */
@Injectable()
export class SeriesAdmission {
  private readonly counts = new Map<string, ServiceCount>();
  private readonly limit: number;

  constructor(
    private readonly store: SeriesStore,
    environment: Environment,
  ) {
    this.limit = environment.get('METRIC_SERIES_LIMIT');
  }

  /** For each new series, by whatever key, the one to make: itself, or over the limit the one for its service's overflow. */
  async admit(
    added: readonly [key: string, SeriesDescriptor][],
    now: number,
  ): Promise<[key: string, SeriesDescriptor][]> {
    const admitted: [string, SeriesDescriptor][] = [];
    const groups = groupByService(added);
    const counts = await this.count([...groups.keys()], now);
    for (const [service, entries] of groups) {
      const counted = counts.get(service)!;
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

  /** How many series each service has; those whose count is not known or old are counted by one statement. */
  private async count(services: readonly string[], now: number): Promise<Map<string, ServiceCount>> {
    const isFresh = (service: string) => now - (this.counts.get(service)?.countedAt ?? 0) < COUNT_FRESH_MS;
    const stale = services.filter((service) => !isFresh(service));
    const counted = stale.length > 0 ? await this.store.countByService(stale) : new Map<string, number>();
    if (this.counts.size + stale.length > MAX_SERVICES) this.counts.clear();
    for (const service of stale) {
      if (!isFresh(service)) this.counts.set(service, { count: counted.get(service) ?? 0, countedAt: now });
    }
    return new Map(services.map((service) => [service, this.counts.get(service) ?? { count: 0, countedAt: 0 }]));
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
