import { Module } from '@nestjs/common';
import { RedactionModule } from '../redaction/redaction.module.js';
import { ResourcesModule } from '../resources/resources.module.js';
import { LogCountsQuery } from './counts/log-counts.query.js';
import { LogController } from './log.controller.js';
import { LogQuery } from './log.query.js';
import { LogReader } from './log.reader.js';
import { LogRecorder } from './log.recorder.js';
import { LogRedaction } from './log.redaction.js';
import { LogRetention } from './log.retention.js';
import { LogSearchController } from './log-search.controller.js';
import { LogPatternsQuery } from './patterns/log-patterns.query.js';
import { LogTail } from './tail/log.tail.js';
import { TailQuery } from './tail/tail.query.js';
import { LogWords } from './words/log-words.js';

/**
 * Owns log records. Takes in lines of any service's log, with the ids that tie them to requests and traces, and hides secrets in
 * them. Gives out lists, searched by words, counts, patterns, what comes in, and everything as lines of JSON.
 */
@Module({
  imports: [ResourcesModule, RedactionModule],
  controllers: [LogController, LogSearchController],
  providers: [
    LogRedaction,
    LogRecorder,
    LogReader,
    LogWords,
    LogQuery,
    LogCountsQuery,
    LogPatternsQuery,
    TailQuery,
    LogTail,
    LogRetention,
  ],
  exports: [LogRecorder, LogQuery, LogCountsQuery, LogRetention],
})
export class LogsModule {}
