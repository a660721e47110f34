import { Module } from '@nestjs/common';
import { ResourcesModule } from '../resources/resources.module.js';
import { ComparisonQuery } from './comparison/comparison.query.js';
import { TraceSample } from './comparison/trace.sample.js';
import { RecentSpans } from './sampling/recent-spans.js';
import { SamplingJob } from './sampling/sampling.job.js';
import { SlowOperations } from './sampling/slow-operations.js';
import { TraceSampler } from './sampling/trace.sampler.js';
import { TraceQuery } from './search/trace.query.js';
import { TraceReader } from './search/trace.reader.js';
import { SpanTallies } from './span.tallies.js';
import { TraceController } from './trace.controller.js';
import { TraceRecorder } from './trace.recorder.js';
import { TraceRetention } from './trace.retention.js';
import { TraceSpansReader } from './view/trace-spans.reader.js';
import { TraceViewQuery } from './view/trace-view.query.js';
import { SpanWriter } from './writing/span.writer.js';

/**
 * Owns spans, the summaries of their traces, and which of them are kept. Takes in spans of any service, finished or open. Gives out traces,
 * searched, compared and as trees, and what was counted of their spans.
 */
@Module({
  imports: [ResourcesModule],
  controllers: [TraceController],
  providers: [
    TraceRecorder,
    SpanWriter,
    SpanTallies,
    TraceQuery,
    TraceSample,
    ComparisonQuery,
    TraceReader,
    TraceSpansReader,
    TraceViewQuery,
    TraceRetention,
    SlowOperations,
    TraceSampler,
    RecentSpans,
    SamplingJob,
  ],
  exports: [TraceRecorder, TraceViewQuery, TraceRetention, SpanTallies, SlowOperations],
})
export class TracingModule {}
