import { Global, Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { AuditQuery } from './audit.query.js';
import { AuditRecorder } from './audit.recorder.js';
import { AuditRetention } from './audit.retention.js';

/** Owns the audit entries. Takes in administrative acts from every module. Gives out the trail, to administrators. */
@Global()
@Module({
  controllers: [AuditController],
  providers: [AuditRecorder, AuditQuery, AuditRetention],
  exports: [AuditRecorder, AuditRetention],
})
export class AuditModule {}
