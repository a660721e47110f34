import { Module } from '@nestjs/common';
import { ErrorController } from './error.controller.js';
import { ErrorQuery } from './error.query.js';
import { ErrorRecorder } from './error.recorder.js';
import { ErrorRetention } from './error.retention.js';
import { ErrorCountQuery } from './error-count.query.js';
import { ErrorGroupChanges } from './groups/error-group.changes.js';
import { ErrorGroupList } from './groups/error-group.list.js';
import { ErrorGroupQuery } from './groups/error-group.query.js';
import { ErrorGroupsController } from './groups/error-groups.controller.js';
import { GroupHistory } from './groups/group-history.js';
import { GroupMerging } from './groups/merging/group-merging.js';

/** Owns error events, their groups and their hourly counts. Takes in errors of any service. Gives out lists and counts of them. */
@Module({
  controllers: [ErrorController, ErrorGroupsController],
  providers: [
    ErrorRecorder,
    ErrorQuery,
    ErrorCountQuery,
    ErrorGroupList,
    ErrorGroupQuery,
    ErrorGroupChanges,
    GroupHistory,
    GroupMerging,
    ErrorRetention,
  ],
  exports: [ErrorRecorder, ErrorQuery, ErrorCountQuery, ErrorRetention],
})
export class ErrorsModule {}
