import { Module } from '@nestjs/common';
import { ResourcesModule } from '../resources/resources.module.js';
import { TraceController } from './trace.controller.js';
import { TraceQuery } from './trace.query.js';
import { TraceRecorder } from './trace.recorder.js';
import { TraceRetention } from './trace.retention.js';
import { TraceSpansReader } from './view/trace-spans.reader.js';
import { TraceViewQuery } from './view/trace-view.query.js';

/** Owns spans and the summaries of their traces. Takes in spans of any service, finished or open. Gives out traces, searched and as trees. */
@Module({
  imports: [ResourcesModule],
  controllers: [TraceController],
  providers: [TraceRecorder, TraceQuery, TraceSpansReader, TraceViewQuery, TraceRetention],
  exports: [TraceRecorder, TraceQuery, TraceRetention],
})
export class TracingModule {}
