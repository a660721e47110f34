import { Module } from '@nestjs/common';
import { ErrorController } from './error.controller.js';
import { ErrorQuery } from './error.query.js';
import { ErrorRecorder } from './error.recorder.js';
import { ErrorRetention } from './error.retention.js';
import { ErrorCountQuery } from './error-count.query.js';
import { ErrorGroupChanges } from './groups/error-group.changes.js';
import { ErrorGroupQuery } from './groups/error-group.query.js';
import { ErrorGroupsController } from './groups/error-groups.controller.js';
import { ErrorAdmission } from './quota/error.admission.js';
import { ErrorTallies } from './quota/error.tallies.js';

/**
 * Owns error events, their groups and their counts. Takes in errors of any service, and stores as many as their quota lets. Gives out lists
 * and counts of them.
 */
@Module({
  controllers: [ErrorController, ErrorGroupsController],
  providers: [
    ErrorAdmission,
    ErrorTallies,
    ErrorRecorder,
    ErrorQuery,
    ErrorCountQuery,
    ErrorGroupQuery,
    ErrorGroupChanges,
    ErrorRetention,
  ],
  exports: [ErrorTallies, ErrorRecorder, ErrorQuery, ErrorCountQuery, ErrorRetention],
})
export class ErrorsModule {}
