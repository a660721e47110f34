import { Module } from '@nestjs/common';
import { AlertingModule } from '../alerting/alerting.module.js';
import { AlertRetention } from '../alerting/alerts/alert.retention.js';
import { AuditModule } from '../audit/audit.module.js';
import { AuditRetention } from '../audit/audit.retention.js';
import { ErrorRetention } from '../errors/error.retention.js';
import { ErrorsModule } from '../errors/errors.module.js';
import { SourceMapRetention } from '../errors/source-maps/source-map.retention.js';
import { ErrorStackRetention } from '../errors/stacks/error-stack.retention.js';
import { HealthCheckRetention } from '../health/checks/health-check.retention.js';
import { HealthModule } from '../health/health.module.js';
import { LogRetention } from '../logs/log.retention.js';
import { LogsModule } from '../logs/logs.module.js';
import { ExemplarRetention } from '../metrics/exemplars/exemplar.retention.js';
import { MetricRetention } from '../metrics/metric.retention.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { ResourceRetention } from '../resources/resource.retention.js';
import { ResourcesModule } from '../resources/resources.module.js';
import { ServiceVersionRetention } from '../resources/service-version.retention.js';
import { UserBaselineRetention } from '../security/baselines/user-baseline.retention.js';
import { DecisionRetention } from '../security/decisions/decision.retention.js';
import { SecurityModule } from '../security/security.module.js';
import { SecurityEventRetention } from '../security/security-event.retention.js';
import { TraceRetention } from '../tracing/trace.retention.js';
import { TracingModule } from '../tracing/tracing.module.js';
import { Cleanup } from './cleanup.js';
import { RetentionController } from './retention.controller.js';
import { RetentionJob } from './retention.job.js';
import { gatherRetentions } from './signal-retentions.js';

/** Owns when data goes. Takes in every signal's retention. Gives out partitions ahead of time, a nightly clean-up and one on request. */
@Module({
  imports: [
    AuditModule,
    ResourcesModule,
    MetricsModule,
    ErrorsModule,
    TracingModule,
    LogsModule,
    SecurityModule,
    AlertingModule,
    HealthModule,
  ],
  controllers: [RetentionController],
  providers: [
    Cleanup,
    RetentionJob,
    gatherRetentions(
      AuditRetention,
      MetricRetention,
      ExemplarRetention,
      ErrorRetention,
      ErrorStackRetention,
      SourceMapRetention,
      TraceRetention,
      LogRetention,
      ResourceRetention,
      ServiceVersionRetention,
      SecurityEventRetention,
      UserBaselineRetention,
      DecisionRetention,
      AlertRetention,
      HealthCheckRetention,
    ),
  ],
})
export class RetentionModule {}
