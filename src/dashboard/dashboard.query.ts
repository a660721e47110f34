import { Injectable } from '@nestjs/common';
import { AlertQuery } from '../alerting/alerts/alert.query.js';
import { ErrorCountQuery } from '../errors/error-count.query.js';
import { OwnHealth } from '../health/own-health.js';
import { Clock } from '../jobs/clock.js';
import { assembleResources } from './assemble-resources.js';
import { assembleServices, assembleTraffic } from './assemble-traffic.js';
import { timestamps } from './columns.js';
import type { DashboardAlertsView, DashboardErrorsView, DashboardView } from './dashboard.dto.js';
import { OverviewMetrics } from './overview-metrics.js';
import { stepStarts, type TimeWindow, timeWindow, type WindowName } from './time-window.js';

/** However many screens are open, one overview a second is worked out for each window. */
const FRESH_MS = 1000;
const ALERTS = 10;
const TOP_ERRORS = 10;

/** Puts the overview together from the queries of the signals. */
@Injectable()
export class DashboardQuery {
  private readonly latest = new Map<WindowName, { at: number; view: Promise<DashboardView> }>();

  constructor(
    private readonly clock: Clock,
    private readonly metrics: OverviewMetrics,
    private readonly errors: ErrorCountQuery,
    private readonly alerts: AlertQuery,
    private readonly health: OwnHealth,
  ) {}

  /** The overview of the window that ends now, or ended up to a second ago. */
  read(name: WindowName): Promise<DashboardView> {
    const now = this.clock.now();
    const known = this.latest.get(name);
    if (known && now - known.at < FRESH_MS) return known.view;
    const view = this.assemble(timeWindow(name, now), now);
    this.latest.set(name, { at: now, view });
    return view;
  }

  private async assemble(window: TimeWindow, now: number): Promise<DashboardView> {
    const [health, alerts, traffic, upByService, resources, errors] = await Promise.all([
      this.health.check(),
      this.readAlerts(),
      this.metrics.traffic(window),
      this.metrics.upByService(window),
      this.metrics.resources(window),
      this.readErrors(window),
    ]);
    return {
      generated_at: new Date(now).toISOString(),
      window_seconds: window.windowSeconds,
      step_seconds: window.stepMs / 1000,
      health: { status: health.status, checks: health.checks },
      alerts,
      traffic: assembleTraffic(traffic, window),
      services: assembleServices(traffic, upByService, window),
      resources: assembleResources(resources, window),
      errors,
    };
  }

  private async readAlerts(): Promise<DashboardAlertsView> {
    const [counts, items] = await Promise.all([this.alerts.countOpen(), this.alerts.worst(ALERTS)]);
    return { firing: counts.firing, pending: counts.pending, by_severity: counts.bySeverity, items };
  }

  private async readErrors(window: TimeWindow): Promise<DashboardErrorsView> {
    const [count, frequent] = await Promise.all([
      this.errors.series(window.startAt, window.endAt, window.stepMs),
      this.errors.frequent(window.startAt, window.endAt, TOP_ERRORS),
    ]);
    return {
      total: count.reduce((sum, value) => sum + value, 0),
      series: { timestamps: timestamps(stepStarts(window)), count },
      top: frequent.map(({ error_type, error_message, service, count: errors, last_seen_at }) => ({
        error_type,
        error_message,
        service,
        count: errors,
        last_seen_at: last_seen_at.toISOString(),
      })),
    };
  }
}
