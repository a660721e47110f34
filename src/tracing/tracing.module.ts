import { Module } from '@nestjs/common';
import { ResourcesModule } from '../resources/resources.module.js';
import { TraceController } from './trace.controller.js';
import { TraceQuery } from './trace.query.js';
import { TraceRecorder } from './trace.recorder.js';
import { TraceRetention } from './trace.retention.js';

/** Owns spans and the summaries of their traces. Takes in spans of any service, finished or open. Gives out traces, searched and as trees. */
@Module({
  imports: [ResourcesModule],
  controllers: [TraceController],
  providers: [TraceRecorder, TraceQuery, TraceRetention],
  exports: [TraceRecorder, TraceQuery, TraceRetention],
})
export class TracingModule {}
