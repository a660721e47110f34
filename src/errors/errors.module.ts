import { Module } from '@nestjs/common';
import { ErrorController } from './error.controller.js';
import { ErrorQuery } from './error.query.js';
import { ErrorRecorder } from './error.recorder.js';
import { ErrorRetention } from './error.retention.js';
import { ErrorCountQuery } from './error-count.query.js';
import { FingerprintRulesController } from './fingerprint-rules/fingerprint-rules.controller.js';
import { FingerprintRules } from './fingerprint-rules/fingerprint-rules.js';
import { ErrorGroupCountsQuery } from './groups/detail/error-group-counts.query.js';
import { ErrorGroupDetailsController } from './groups/detail/error-group-details.controller.js';
import { ErrorGroupTagsQuery } from './groups/detail/error-group-tags.query.js';
import { ErrorGroupChanges } from './groups/error-group.changes.js';
import { ErrorGroupList } from './groups/error-group.list.js';
import { ErrorGroupQuery } from './groups/error-group.query.js';
import { ErrorGroupsController } from './groups/error-groups.controller.js';
import { GroupHistory } from './groups/group-history.js';
import { EscalationJob } from './groups/marks/escalation.job.js';
import { GroupMerging } from './groups/merging/group-merging.js';
import { SourceMapsModule } from './source-maps/source-maps.module.js';

/**
 * Owns error events, their groups, their hourly counts, the rules of their fingerprints and source maps. Takes in errors of any service.
 * Gives out lists and counts of them.
 */
@Module({
  imports: [SourceMapsModule],
  controllers: [ErrorController, ErrorGroupsController, ErrorGroupDetailsController, FingerprintRulesController],
  providers: [
    ErrorRecorder,
    ErrorQuery,
    ErrorCountQuery,
    ErrorRetention,
    FingerprintRules,
    ErrorGroupList,
    ErrorGroupQuery,
    ErrorGroupCountsQuery,
    ErrorGroupTagsQuery,
    ErrorGroupChanges,
    GroupHistory,
    GroupMerging,
    EscalationJob,
  ],
  exports: [ErrorRecorder, ErrorQuery, ErrorCountQuery, ErrorRetention, SourceMapsModule],
})
export class ErrorsModule {}
