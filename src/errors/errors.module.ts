import { Module } from '@nestjs/common';
import { RedactionModule } from '../redaction/redaction.module.js';
import { ResourcesModule } from '../resources/resources.module.js';
import { AttachmentQuery } from './attachments/attachment.query.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { ErrorController } from './error.controller.js';
import { ErrorQuery } from './error.query.js';
import { ErrorRecorder } from './error.recorder.js';
import { ErrorRetention } from './error.retention.js';
import { ErrorCountQuery } from './error-count.query.js';
import { ErrorRows } from './error-rows.js';
import { ErrorGroupFacts } from './facts/error-group.facts.js';
import { FingerprintRulesController } from './fingerprint-rules/fingerprint-rules.controller.js';
import { FingerprintRules } from './fingerprint-rules/fingerprint-rules.js';
import { ErrorGroupCountsQuery } from './groups/detail/error-group-counts.query.js';
import { ErrorGroupDetailsController } from './groups/detail/error-group-details.controller.js';
import { ErrorGroupTagsQuery } from './groups/detail/error-group-tags.query.js';
import { ErrorGroupChanges } from './groups/error-group.changes.js';
import { ErrorGroupList } from './groups/error-group.list.js';
import { ErrorGroupQuery } from './groups/error-group.query.js';
import { ErrorGroupSearch } from './groups/error-group.search.js';
import { ErrorGroupChangesQuery } from './groups/error-group-changes.query.js';
import { ErrorGroupsController } from './groups/error-groups.controller.js';
import { GroupHistory } from './groups/group-history.js';
import { EscalationJob } from './groups/marks/escalation.job.js';
import { GroupMerging } from './groups/merging/group-merging.js';
import { ErrorAdmission } from './quota/error.admission.js';
import { ErrorTallies } from './quota/error.tallies.js';
import { SourceMapsModule } from './source-maps/source-maps.module.js';
import { ErrorStacks } from './stacks/error.stacks.js';
import { ErrorStackRetention } from './stacks/error-stack.retention.js';
import { ErrorStatisticsQuery } from './statistics/error-statistics.query.js';

/**
 * Owns error events, their groups, their counts, the rules of their fingerprints and source maps. Takes in errors of any service, hides secrets in them and
 * stores as many as their quota lets. Gives out lists and counts of them, and what became of groups.
 */
@Module({
  imports: [RedactionModule, ResourcesModule, SourceMapsModule],
  controllers: [
    ErrorController,
    AttachmentsController,
    ErrorGroupsController,
    ErrorGroupDetailsController,
    FingerprintRulesController,
  ],
  providers: [
    ErrorAdmission,
    ErrorRecorder,
    ErrorRows,
    ErrorStacks,
    ErrorStackRetention,
    ErrorTallies,
    ErrorQuery,
    AttachmentQuery,
    ErrorCountQuery,
    ErrorStatisticsQuery,
    ErrorRetention,
    FingerprintRules,
    ErrorGroupList,
    ErrorGroupQuery,
    ErrorGroupChangesQuery,
    ErrorGroupSearch,
    ErrorGroupCountsQuery,
    ErrorGroupTagsQuery,
    ErrorGroupChanges,
    ErrorGroupFacts,
    GroupHistory,
    GroupMerging,
    EscalationJob,
  ],
  exports: [
    ErrorRecorder,
    ErrorQuery,
    ErrorCountQuery,
    ErrorGroupChangesQuery,
    ErrorGroupSearch,
    ErrorTallies,
    ErrorGroupFacts,
    ErrorRetention,
    ErrorStackRetention,
    SourceMapsModule,
  ],
})
export class ErrorsModule {}
