import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { MetricsModule } from '../metrics/metrics.module.js';
import { RecordingModule } from '../recording/recording.module.js';
import { HealthCheckRecorder } from './checks/health-check.recorder.js';
import { HealthCheckRetention } from './checks/health-check.retention.js';
import { HealthCheckRound } from './checks/health-check-round.js';
import { HealthChecksJob } from './checks/health-checks.job.js';
import { HealthController } from './health.controller.js';
import { HealthProbes } from './health.probes.js';
import { JobsController } from './jobs/jobs.controller.js';
import { OwnHealth } from './own-health.js';
import { TerminusChecks } from './terminus-checks.js';

/** Owns whether services are up. Takes in the answers of this one and of HEALTH_CHECK_TARGETS. Gives out health, rows and gauges. */
@Module({
  imports: [MetricsModule, RecordingModule, TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController, JobsController],
  providers: [
    HealthProbes,
    TerminusChecks,
    OwnHealth,
    HealthCheckRecorder,
    HealthCheckRetention,
    HealthCheckRound,
    HealthChecksJob,
  ],
  exports: [OwnHealth, HealthCheckRetention],
})
export class HealthModule {}
