import { Module } from '@nestjs/common';
import { ErrorController } from './error.controller.js';
import { ErrorQuery } from './error.query.js';
import { ErrorRecorder } from './error.recorder.js';
import { ErrorRetention } from './error.retention.js';
import { ErrorCountQuery } from './error-count.query.js';
import { ErrorGroupChanges } from './groups/error-group.changes.js';
import { ErrorGroupQuery } from './groups/error-group.query.js';
import { ErrorGroupsController } from './groups/error-groups.controller.js';
import { SourceMapApplier } from './source-maps/source-map.applier.js';
import { SourceMapIndex } from './source-maps/source-map.index.js';
import { SourceMapReader } from './source-maps/source-map.reader.js';
import { SourceMapRetention } from './source-maps/source-map.retention.js';
import { SourceMapThread } from './source-maps/source-map.thread.js';
import { SourceMapsController } from './source-maps/source-maps.controller.js';
import { SourceMaps } from './source-maps/source-maps.js';

const SOURCE_MAPS = [
  SourceMaps,
  SourceMapIndex,
  SourceMapReader,
  SourceMapThread,
  SourceMapApplier,
  SourceMapRetention,
];

/**
 * Owns error events, their groups, their hourly counts, and source maps. Takes in errors of any service and maps of any release.
 * Gives out lists and counts of errors.
 */
@Module({
  controllers: [ErrorController, ErrorGroupsController, SourceMapsController],
  providers: [
    ErrorRecorder,
    ErrorQuery,
    ErrorCountQuery,
    ErrorGroupQuery,
    ErrorGroupChanges,
    ErrorRetention,
    ...SOURCE_MAPS,
  ],
  exports: [ErrorRecorder, ErrorQuery, ErrorCountQuery, ErrorRetention, SourceMapRetention],
})
export class ErrorsModule {}
