import { Module } from '@nestjs/common';
import { AlertingModule } from '../alerting/alerting.module.js';
import { ErrorsModule } from '../errors/errors.module.js';
import { HealthModule } from '../health/health.module.js';
import { LogsModule } from '../logs/logs.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { OperationsModule } from '../operations/operations.module.js';
import { ResourcesModule } from '../resources/resources.module.js';
import { TracingModule } from '../tracing/tracing.module.js';
import { ChangeController } from './changes/change.controller.js';
import { ChangeQuery } from './changes/change.query.js';
import { DashboardController } from './dashboard.controller.js';
import { DashboardQuery } from './dashboard.query.js';
import { OverviewMetrics } from './overview-metrics.js';
import { RequestedRange } from './requested-range.js';
import { IdSearch } from './search/id.search.js';
import { SearchController } from './search/search.controller.js';
import { SearchQuery } from './search/search.query.js';
import { ServiceDetailQuery } from './service-health/service-detail.query.js';
import { ServiceHealthController } from './service-health/service-health.controller.js';
import { ServiceHealthQuery } from './service-health/service-health.query.js';
import { ServiceMetrics } from './service-health/service-metrics.js';
import { ServiceSurroundings } from './service-health/service-surroundings.query.js';

/** Owns the overview and what pages ask of all signals at once. Takes in what the signals' queries tell. Gives out one answer for one screen. */
@Module({
  imports: [
    ResourcesModule,
    MetricsModule,
    ErrorsModule,
    TracingModule,
    LogsModule,
    OperationsModule,
    AlertingModule,
    HealthModule,
  ],
  controllers: [DashboardController, ServiceHealthController, ChangeController, SearchController],
  providers: [
    RequestedRange,
    OverviewMetrics,
    DashboardQuery,
    ServiceMetrics,
    ServiceHealthQuery,
    ServiceSurroundings,
    ServiceDetailQuery,
    ChangeQuery,
    IdSearch,
    SearchQuery,
  ],
})
export class DashboardModule {}
