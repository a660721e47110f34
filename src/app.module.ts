import { type DynamicModule, Module } from '@nestjs/common';
import { AlertingModule } from './alerting/alerting.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthModule } from './auth/auth.module.js';
import { CollectorsModule } from './collectors/collectors.module.js';
import { ConfigModule } from './config/config.module.js';
import type { Environment } from './config/environment.js';
import { ConfigurationModule } from './configuration/configuration.module.js';
import { CorrelationModule } from './correlation/correlation.module.js';
import { DashboardModule } from './dashboard/dashboard.module.js';
import { DatabaseModule } from './database/database.module.js';
import { entities } from './entities.js';
import { ErrorsModule } from './errors/errors.module.js';
import { HealthModule } from './health/health.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { LiveModule } from './live/live.module.js';
import { LoggingModule } from './logging/logging.module.js';
import { LogsModule } from './logs/logs.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { ProtocolsModule } from './protocols/protocols.module.js';
import { RecordingModule } from './recording/recording.module.js';
import { ResourcesModule } from './resources/resources.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { SecurityModule } from './security/security.module.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { TracingModule } from './tracing/tracing.module.js';

/** The table of contents: every module, the lowest layer first. */
@Module({})
export class AppModule {
  static with(environment: Environment, databaseUrl: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(environment),
        LoggingModule.with(environment),
        DatabaseModule.at(databaseUrl, entities),
        JobsModule,
        AuditModule,
        AuthModule,
        SessionsModule,
        ConfigurationModule,
        ResourcesModule,
        MetricsModule,
        ErrorsModule,
        TracingModule,
        LogsModule,
        SecurityModule,
        ProtocolsModule,
        RecordingModule,
        CollectorsModule,
        OperationsModule,
        CorrelationModule,
        AlertingModule,
        HealthModule,
        RetentionModule,
        DashboardModule,
        LiveModule,
      ],
    };
  }
}
