import { Injectable } from '@nestjs/common';
import { Problem } from '../../http/problem.js';
import { type SeenVersion, ServiceQuery } from '../../resources/service.query.js';
import type { TimeWindow } from '../time-window.js';
import { fullSeries } from './measured-figures.js';
import type { ServiceDetailView, ServiceInstanceView, ServiceVersionView } from './service-health.dto.js';
import { figuresIn, ServiceHealthQuery, signsOf, viewWindow } from './service-health.query.js';
import { ServiceMetrics, SOURCES } from './service-metrics.js';
import { ServiceSurroundings } from './service-surroundings.query.js';

const VERSIONS = 50;
const INSTANCES = 100;

/** Puts together all that is known of one service. */
@Injectable()
export class ServiceDetailQuery {
  constructor(
    private readonly health: ServiceHealthQuery,
    private readonly metrics: ServiceMetrics,
    private readonly services: ServiceQuery,
    private readonly surroundings: ServiceSurroundings,
  ) {}

  /** @throws Problem 404 for a service that nothing was ever seen of */
  async get(service: string, window: TimeWindow): Promise<ServiceDetailView> {
    const [signs, versions, instances, around, ...measured] = await Promise.all([
      this.health.signs(window, service),
      this.services.versionsOf(service),
      this.services.instancesOf(service, INSTANCES),
      this.surroundings.of(service, window),
      ...SOURCES.map((source) => this.metrics.one(source, window, service)),
    ]);
    const figures = figuresIn(measured, service, window);
    const isKnown = versions.length > 0 || figures.measured_by !== null || signs.up.has(service);
    if (!isKnown) throw Problem.of(404, 'Nothing was ever seen of a service of this name.');
    const source = measured.find(({ total }) => total.has(service)) ?? measured[0]!;
    return {
      ...viewWindow(window),
      ...figures,
      ...signsOf(signs, service),
      last_seen_at: lastSeen(versions),
      series: fullSeries(source, figures, service, window),
      versions: versions
        .filter(({ version }) => version !== '')
        .slice(0, VERSIONS)
        .map(viewSeen<ServiceVersionView>),
      instances: instances.map(viewSeen<ServiceInstanceView>),
      ...around,
    };
  }
}

/** Also before the range. */
function lastSeen(versions: readonly SeenVersion[]): string | null {
  const times = versions.map(({ last_seen_at }) => last_seen_at.getTime());
  return times.length > 0 ? new Date(Math.max(...times)).toISOString() : null;
}

/** What was seen, with its times as the wire has them. */
function viewSeen<View>({
  first_seen_at,
  last_seen_at,
  ...seen
}: {
  first_seen_at: Date | null;
  last_seen_at: Date;
}): View {
  return {
    ...seen,
    first_seen_at: first_seen_at?.toISOString() ?? null,
    last_seen_at: last_seen_at.toISOString(),
  } as View;
}
