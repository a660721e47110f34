import { Injectable } from '@nestjs/common';
import { AlertQuery } from '../alerting/alerts/alert.query.js';
import { ErrorCountQuery } from '../errors/error-count.query.js';
import { OwnHealth } from '../health/own-health.js';
import { Problem } from '../http/problem.js';
import { Clock } from '../jobs/clock.js';
import { assembleResources } from './assemble-resources.js';
import { assembleServices, assembleTraffic } from './assemble-traffic.js';
import { timestamps } from './columns.js';
import type { DashboardAlertsView, DashboardErrorsView, DashboardRequest, DashboardView } from './dashboard.dto.js';
import { FreshAnswers } from './fresh-answers.js';
import { OverviewMetrics } from './overview-metrics.js';
import { RequestedRange } from './requested-range.js';
import { stepStarts, type TimeWindow, timeWindow } from './time-window.js';
import { viewTopError } from './view-top-error.js';

const ALERTS = 10;
const TOP_ERRORS = 10;

/** Puts the overview together from the queries of the signals. */
@Injectable()
export class DashboardQuery {
  private readonly latest = new FreshAnswers<DashboardView>();

  constructor(
    private readonly clock: Clock,
    private readonly metrics: OverviewMetrics,
    private readonly errors: ErrorCountQuery,
    private readonly alerts: AlertQuery,
    private readonly health: OwnHealth,
    private readonly ranges: RequestedRange,
  ) {}

  /** The overview of a range of time, or of the window that ends now or ended up to a second ago. @throws Problem 400 for both, or an empty range */
  async read({ window: name, ...range }: DashboardRequest): Promise<DashboardView> {
    const now = this.clock.now();
    const isRange = range.start_time !== undefined || range.end_time !== undefined;
    if (isRange && name) throw bothGiven();
    const window = name ?? '1h';
    if (!isRange) return this.latest.get(window, now, () => this.assemble(timeWindow(window, now), now));
    const looked = this.ranges.windowOf(range);
    return this.latest.get(JSON.stringify(range), now, () => this.assemble(looked, now));
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
      start_time: new Date(window.startAt).toISOString(),
      end_time: new Date(window.endAt).toISOString(),
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
      top: frequent.map(viewTopError),
    };
  }
}

function bothGiven(): Problem {
  const message = 'cannot be given together with start_time or end_time';
  return Problem.of(400, 'The query has faults.', { errors: [{ path: 'window', message }] });
}
