import { Module } from '@nestjs/common';
import { SecurityEventController } from './security-event.controller.js';
import { SecurityEventQuery } from './security-event.query.js';
import { SecurityEventRecorder } from './security-event.recorder.js';
import { SecurityEventRetention } from './security-event.retention.js';

/** Owns security events. Takes in what services and the service itself find suspicious. Gives out lists of it. */
@Module({
  controllers: [SecurityEventController],
  providers: [SecurityEventRecorder, SecurityEventQuery, SecurityEventRetention],
  exports: [SecurityEventRecorder, SecurityEventQuery, SecurityEventRetention],
})
export class SecurityModule {}
