import { Module } from '@nestjs/common';
import { ResourcesModule } from '../resources/resources.module.js';
import { AllowListController } from './allow-list/allow-list.controller.js';
import { AllowList } from './allow-list/allow-list.js';
import { AccessBaselines } from './baselines/access.baselines.js';
import { UserBaselineRetention } from './baselines/user-baseline.retention.js';
import { DecisionRetention } from './decisions/decision.retention.js';
import { DecisionsController } from './decisions/decisions.controller.js';
import { Decisions } from './decisions/decisions.js';
import { ExceptionsController } from './exceptions/exceptions.controller.js';
import { Exceptions } from './exceptions/exceptions.js';
import { SecurityExportController } from './export/security-export.controller.js';
import { SecurityExportQuery } from './export/security-export.query.js';
import { SecurityEventController } from './security-event.controller.js';
import { SecurityEventQuery } from './security-event.query.js';
import { SecurityEventRecorder } from './security-event.recorder.js';
import { SecurityEventRetention } from './security-event.retention.js';
import { OffendersQuery } from './statistics/offenders.query.js';
import { SecurityStatisticsController } from './statistics/security-statistics.controller.js';
import { SecurityStatisticsQuery } from './statistics/security-statistics.query.js';
import { DecisionWriter } from './watch/decision.writer.js';
import { Detections } from './watch/detections.js';
import { SecurityWatch } from './watch/security.watch.js';
import { SecuritySignalsController } from './watch/security-signals.controller.js';
import { SignalJudge } from './watch/signal.judge.js';

/**
 * Owns security events, what finds them (detections, the inspection of requests, what is usual for users), and what people do about them:
 * decisions, the allow list, exceptions. Takes in what services and the service itself tell of requests and find suspicious. Gives out lists,
 * statistics and exports of events, and whom to block.
 */
@Module({
  imports: [ResourcesModule],
  controllers: [
    SecurityExportController,
    SecurityEventController,
    SecuritySignalsController,
    SecurityStatisticsController,
    DecisionsController,
    AllowListController,
    ExceptionsController,
  ],
  providers: [
    SecurityEventRecorder,
    SecurityEventQuery,
    SecurityEventRetention,
    SecurityExportQuery,
    SecurityStatisticsQuery,
    OffendersQuery,
    AccessBaselines,
    UserBaselineRetention,
    Detections,
    DecisionWriter,
    SignalJudge,
    SecurityWatch,
    Decisions,
    DecisionRetention,
    AllowList,
    Exceptions,
  ],
  exports: [
    SecurityEventRecorder,
    SecurityEventQuery,
    SecurityEventRetention,
    SecurityWatch,
    UserBaselineRetention,
    DecisionRetention,
  ],
})
export class SecurityModule {}
