import { Module } from '@nestjs/common';
import { ErrorController } from './error.controller.js';
import { ErrorQuery } from './error.query.js';
import { ErrorRecorder } from './error.recorder.js';
import { ErrorRetention } from './error.retention.js';
import { ErrorCountQuery } from './error-count.query.js';

/** Owns error events, their groups and their hourly counts. Takes in errors of any service. Gives out lists and counts of them. */
@Module({
  controllers: [ErrorController],
  providers: [ErrorRecorder, ErrorQuery, ErrorCountQuery, ErrorRetention],
  exports: [ErrorRecorder, ErrorQuery, ErrorCountQuery, ErrorRetention],
})
export class ErrorsModule {}
