import { Module } from '@nestjs/common';
import { AccessBaselines } from './baselines/access.baselines.js';
import { UserBaselineRetention } from './baselines/user-baseline.retention.js';
import { SecurityEventController } from './security-event.controller.js';
import { SecurityEventQuery } from './security-event.query.js';
import { SecurityEventRecorder } from './security-event.recorder.js';
import { SecurityEventRetention } from './security-event.retention.js';
import { Detections } from './watch/detections.js';
import { SecurityWatch } from './watch/security.watch.js';
import { SecuritySignalsController } from './watch/security-signals.controller.js';

/**
 * Owns security events, and what finds them: detections, the inspection of requests, and what is usual for users. Takes in what services and
 * the service itself tell of requests and find suspicious. Gives out lists of events.
 */
@Module({
  controllers: [SecurityEventController, SecuritySignalsController],
  providers: [
    SecurityEventRecorder,
    SecurityEventQuery,
    SecurityEventRetention,
    AccessBaselines,
    UserBaselineRetention,
    Detections,
    SecurityWatch,
  ],
  exports: [SecurityEventRecorder, SecurityEventQuery, SecurityEventRetention, SecurityWatch, UserBaselineRetention],
})
export class SecurityModule {}
