import { Module } from '@nestjs/common';
import { RedactionModule } from '../redaction/redaction.module.js';
import { AttachmentQuery } from './attachments/attachment.query.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { ErrorController } from './error.controller.js';
import { ErrorQuery } from './error.query.js';
import { ErrorRecorder } from './error.recorder.js';
import { ErrorRetention } from './error.retention.js';
import { ErrorCountQuery } from './error-count.query.js';
import { ErrorGroupFacts } from './facts/error-group.facts.js';
import { ErrorGroupChanges } from './groups/error-group.changes.js';
import { ErrorGroupQuery } from './groups/error-group.query.js';
import { ErrorGroupsController } from './groups/error-groups.controller.js';
import { ErrorAdmission } from './quota/error.admission.js';
import { ErrorTallies } from './quota/error.tallies.js';
import { ErrorStatisticsQuery } from './statistics/error-statistics.query.js';

/**
 * Owns error events, their groups and their counts. Takes in errors of any service, hides secrets in them and stores as many as their quota
 * lets. Gives out lists and counts of them, and what became of groups.
 */
@Module({
  imports: [RedactionModule],
  controllers: [ErrorController, AttachmentsController, ErrorGroupsController],
  providers: [
    ErrorAdmission,
    ErrorRecorder,
    ErrorTallies,
    ErrorQuery,
    AttachmentQuery,
    ErrorCountQuery,
    ErrorStatisticsQuery,
    ErrorGroupQuery,
    ErrorGroupChanges,
    ErrorGroupFacts,
    ErrorRetention,
  ],
  exports: [ErrorRecorder, ErrorQuery, ErrorCountQuery, ErrorTallies, ErrorGroupFacts, ErrorRetention],
})
export class ErrorsModule {}
