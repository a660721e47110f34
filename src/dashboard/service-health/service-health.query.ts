import { Injectable } from '@nestjs/common';
import { AlertChangesQuery } from '../../alerting/alerts/alert-changes.query.js';
import { ErrorCountQuery } from '../../errors/error-count.query.js';
import { ErrorGroupChangesQuery } from '../../errors/groups/error-group-changes.query.js';
import { type SeenService, ServiceQuery } from '../../resources/service.query.js';
import { timestamps } from '../columns.js';
import { stepStarts, type TimeWindow } from '../time-window.js';
import { figuresOf, type MeasuredFigures } from './measured-figures.js';
import type { ServiceHealthList, ServiceHealthView } from './service-health.dto.js';
import { type MeasuredServices, ServiceMetrics, SOURCES } from './service-metrics.js';

/** What only has metrics was last seen by the hour: what stands in the list may be so old before the range begins. */
const SEEN_PRECISION_MS = 3_600_000;

/** What is known of services beside their requests. */
export interface ServiceSigns {
  readonly up: ReadonlyMap<string, readonly { readonly values: Float64Array }[]>;
  readonly firing: ReadonlyMap<string, number>;
  readonly newGroups: ReadonlyMap<string, number>;
  readonly errors: ReadonlyMap<string, number>;
  readonly seen: ReadonlyMap<string, Pick<SeenService, 'versions' | 'last_seen_at'>>;
}

/** Puts together how services do: each figure of all of them from one question, however many they are. */
@Injectable()
export class ServiceHealthQuery {
  constructor(
    private readonly metrics: ServiceMetrics,
    private readonly services: ServiceQuery,
    private readonly alerts: AlertChangesQuery,
    private readonly errors: ErrorCountQuery,
    private readonly groups: ErrorGroupChangesQuery,
  ) {}

  /** All services that were seen in the window, by name. */
  async list(window: TimeWindow): Promise<ServiceHealthList> {
    const [signs, ...measured] = await Promise.all([
      this.signs(window),
      ...SOURCES.map((source) => this.metrics.all(source, window)),
    ]);
    const names = new Set([
      ...signs.seen.keys(),
      ...signs.up.keys(),
      ...measured.flatMap(({ total }) => [...total.keys()]),
    ]);
    const items = [...names].sort().map(
      (service): ServiceHealthView => ({
        ...figuresIn(measured, service, window),
        ...signsOf(signs, service),
        versions: signs.seen.get(service)?.versions ?? [],
      }),
    );
    return { ...viewWindow(window), timestamps: timestamps(stepStarts(window)), items };
  }

  /** What is known of services beside their requests. @param service whether it is up is asked of this one alone */
  async signs(window: TimeWindow, service?: string): Promise<ServiceSigns> {
    const { startAt, endAt } = window;
    const [up, firing, newGroups, errors, seen] = await Promise.all([
      this.metrics.up(window, service),
      this.alerts.firingByService(),
      this.groups.countNew(startAt, endAt),
      this.errors.byService(startAt, endAt),
      this.services.seenBetween(startAt - SEEN_PRECISION_MS, endAt),
    ]);
    return { up, firing, newGroups, errors, seen: new Map(seen.map((one) => [one.service, one])) };
  }
}

/** A window as answers tell it. */
export function viewWindow({ startAt, endAt, stepMs }: TimeWindow) {
  return {
    start_time: new Date(startAt).toISOString(),
    end_time: new Date(endAt).toISOString(),
    step_seconds: stepMs / 1000,
  };
}

/** What is known of one service beside its requests. */
export function signsOf({ up, firing, newGroups, errors, seen }: ServiceSigns, service: string) {
  const state = up.get(service)?.[0]?.values[0];
  return {
    service,
    up: state === undefined ? null : state >= 1,
    active_alerts: firing.get(service) ?? 0,
    new_error_groups: newGroups.get(service) ?? 0,
    errors: errors.get(service) ?? 0,
    last_seen_at: seen.get(service)?.last_seen_at.toISOString() ?? null,
  };
}

/** The figures of a service and where they come from. @param measured by each of the sources, the better one first */
export function figuresIn(
  measured: readonly MeasuredServices[],
  service: string,
  window: TimeWindow,
): MeasuredFigures & Pick<ServiceHealthView, 'measured_by'> {
  const place = measured.findIndex(({ total }) => total.has(service));
  const figures = figuresOf(measured[Math.max(0, place)]!, service, window);
  return { measured_by: SOURCES[place]?.kind ?? null, ...figures };
}
