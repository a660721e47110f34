import { Module } from '@nestjs/common';
import { ResourcesModule } from '../resources/resources.module.js';
import { LogController } from './log.controller.js';
import { LogQuery } from './log.query.js';
import { LogRecorder } from './log.recorder.js';
import { LogRetention } from './log.retention.js';
import { LogRedaction } from './redaction/log.redaction.js';

/** Owns log records. Takes in lines of any service's log, with the ids that tie them to requests and traces. Gives out lists, searched by words. */
@Module({
  imports: [ResourcesModule],
  controllers: [LogController],
  providers: [LogRedaction, LogRecorder, LogQuery, LogRetention],
  exports: [LogRecorder, LogQuery, LogRetention],
})
export class LogsModule {}
