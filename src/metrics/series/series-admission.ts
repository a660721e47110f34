import { Injectable, Logger } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { overflowSeries, type SeriesDescriptor, serviceOf } from './metric-series.js';
import { SeriesStore } from './series-store.js';

/** How long the number of a service's series is trusted: other replicas make series too. */
const COUNT_FRESH_MS = 10_000;
const MAX_SERVICES = 100_000;
/** From this share of its limit on a service is warned about, in per cent. */
const WARNING_PERCENT = 80;

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
  private readonly logger = new Logger('metrics');
  private readonly counts = new Map<string, ServiceCount>();
  private readonly limit: number;

  constructor(
    private readonly store: SeriesStore,
    environment: Environment,
  ) {
    this.limit = environment.get('METRIC_SERIES_LIMIT');
  }

  /** For each new series the one to make: itself, or over the limit the one for its service's overflow. */
  async admit(added: readonly SeriesDescriptor[], now: number): Promise<SeriesDescriptor[]> {
    const admitted = [...added];
    const positions = positionsByService(added);
    const counts = await this.count([...positions.keys()], now);
    for (const [service, own] of positions) {
      const counted = counts.get(service)!;
      const room = Math.min(own.length, Math.max(0, this.limit - counted.count));
      this.warnAt(WARNING_PERCENT, service, counted.count, room);
      this.warnAt(100, service, counted.count, room);
      counted.count += room;
      if (room === own.length) continue;
      const rest = own.slice(room);
      const names = await this.store.knownNames(service, [...new Set(rest.map((i) => added[i]!.name))]);
      for (const i of own.slice(0, room)) names.add(added[i]!.name);
      for (const i of rest) admitted[i] = overflowSeries(added[i]!, names.has(added[i]!.name));
    }
    return admitted;
  }

  /** Says that a service's new series reach a share of its limit. */
  private warnAt(percent: number, service: string, count: number, added: number): void {
    const threshold = Math.ceil((this.limit * percent) / 100);
    if (count >= threshold || count + added < threshold) return;
    this.logger.warn(
      { service, series: count + added, limit: this.limit },
      percent === 100
        ? 'A service has used all of its series: new ones share one that is marked as overflow. See GET /metrics/cardinality'
        : `A service has used ${percent} % of its series. See GET /metrics/cardinality`,
    );
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

function positionsByService(added: readonly SeriesDescriptor[]): Map<string, number[]> {
  const positions = new Map<string, number[]>();
  added.forEach((descriptor, i) => {
    const service = serviceOf(descriptor);
    const own = positions.get(service);
    if (own) own.push(i);
    else positions.set(service, [i]);
  });
  return positions;
}
