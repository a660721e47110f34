import { Module } from '@nestjs/common';
import { AlertingModule } from '../alerting/alerting.module.js';
import { ErrorsModule } from '../errors/errors.module.js';
import { HealthModule } from '../health/health.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { DashboardController } from './dashboard.controller.js';
import { DashboardQuery } from './dashboard.query.js';
import { OverviewMetrics } from './overview-metrics.js';

/** Owns the overview. Takes in what the signals' queries tell. Gives out one answer for one screen. */
@Module({
  imports: [MetricsModule, ErrorsModule, AlertingModule, HealthModule],
  controllers: [DashboardController],
  providers: [OverviewMetrics, DashboardQuery],
})
export class DashboardModule {}
