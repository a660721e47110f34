import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MonitoringConfiguration } from '../configuration/monitoring-configuration.js';
import { Access } from '../http/access.decorator.js';
import { NOT_A_TIME } from '../http/check-fields.js';
import { Ingest } from '../http/ingest.decorator.js';
import type { IngestAnswer } from '../http/ingest.dto.js';
import { answerIngest, readItems } from '../http/ingest.js';
import { ProblemDetails } from '../http/problem.dto.js';
import { Problem } from '../http/problem.js';
import { checkIngestTime } from '../http/time.js';
import { Clock } from '../jobs/clock.js';
import { spanCheck } from './check-span.js';
import { ComparisonFilter, TraceComparison } from './comparison/comparison.dto.js';
import { ComparisonQuery } from './comparison/comparison.query.js';
import { preciseTime } from './precise-time.js';
import { TraceQuery } from './search/trace.query.js';
import { TraceFilter, TracePage } from './search/trace-search.dto.js';
import { spanStatus } from './span-kind.js';
import { FinishedTrace, FinishTrace, NewSpan } from './trace.dto.js';
import { TraceRecorder } from './trace.recorder.js';
import { unknownTrace } from './unknown-trace.js';

const EXAMPLE = {
  trace_id: 'custom_trace_123',
  span_id: 'span_456',
  operation_name: 'process_student_data',
  service_name: 'student_service',
  start_time: '2026-11-23T22:15:00.000125Z',
  duration_ms: 42.375,
  status: 'ok',
  tags: { student_id: '123', operation: 'enrollment' },
};

@ApiTags('Traces')
@Controller('traces')
export class TraceController {
  constructor(
    private readonly recorder: TraceRecorder,
    private readonly traces: TraceQuery,
    private readonly comparisons: ComparisonQuery,
    private readonly configuration: MonitoringConfiguration,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Ingest(NewSpan, { example: EXAMPLE })
  @ApiOperation({
    summary: 'Record spans',
    description:
      'Takes one span or an array of up to 10,000. A span is known by its `trace_id` and `span_id`: sent again it counts once, ' +
      'and an open span is finished by one with an end. While ENABLE_DISTRIBUTED_TRACING is false, spans are refused with 403.',
  })
  async record(@Body() body: unknown): Promise<IngestAnswer> {
    this.refuseWhenDisabled();
    const read = readItems(body, spanCheck(this.clock.now(), this.configuration.current.log_retention_days));
    await this.recorder.record(read.items);
    return answerIngest(read, read.items[0]!.traceId);
  }

  @Post(':trace_id/finish')
  @HttpCode(200)
  @Access('protected', { role: 'ingest' })
  @ApiOperation({
    summary: 'Finish a trace',
    description:
      'Ends every open span of the trace. Finishing it again changes nothing. 403 while tracing is switched off.',
  })
  @ApiBody({ type: FinishTrace, required: false })
  @ApiOkResponse({ type: FinishedTrace })
  @ApiNotFoundResponse({ type: ProblemDetails, description: 'No span of this trace has arrived.' })
  async finish(@Param('trace_id') traceId: string, @Body() end: FinishTrace): Promise<FinishedTrace> {
    this.refuseWhenDisabled();
    const finished = await this.recorder.finish(
      traceId,
      this.readEnd(end.end_time),
      end.status && spanStatus(end.status),
    );
    if (finished === undefined) throw unknownTrace(traceId);
    return { trace_id: traceId, finished };
  }

  @Get()
  @Access('protected')
  @ApiOperation({
    summary: 'Search traces',
    description:
      'Summaries of the traces that fit every given condition, those that began last first, or those that took longest (`sort`).',
  })
  @ApiOkResponse({ type: TracePage })
  list(@Query() filter: TraceFilter): Promise<TracePage> {
    return this.traces.list(filter);
  }

  @Get('compare')
  @Access('protected')
  @ApiOperation({
    summary: 'Compare where the time goes',
    description:
      'In the traces of two operations, or of one in two ranges of time: what each operation in them adds on average, those that make the ' +
      'most difference first. The last hour unless a range is given. Of each side up to 200 of the stored traces are drawn.',
  })
  @ApiOkResponse({ type: TraceComparison })
  compare(@Query() filter: ComparisonFilter): Promise<TraceComparison> {
    return this.comparisons.compare(filter);
  }

  private refuseWhenDisabled(): void {
    if (!this.recorder.enabled) {
      throw new Problem(
        403,
        'Tracing is off',
        'Tracing is switched off (ENABLE_DISTRIBUTED_TRACING=false): nothing was stored.',
      );
    }
  }

  private readEnd(sent: string | undefined): number {
    const now = this.clock.now();
    if (sent === undefined || sent === null) return now;
    const at = preciseTime(sent);
    const fault =
      at === undefined ? NOT_A_TIME : checkIngestTime(at, now, this.configuration.current.log_retention_days);
    if (fault) throw Problem.invalid([{ path: 'end_time', message: fault }]);
    return at!;
  }
}
