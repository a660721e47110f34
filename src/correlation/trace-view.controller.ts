import type { Readable } from 'node:stream';
import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ErrorQuery } from '../errors/error.query.js';
import { Access } from '../http/access.decorator.js';
import { ProblemDetails } from '../http/problem.dto.js';
import { asBody } from '../http/streamed-body.js';
import { LogCountsQuery } from '../logs/counts/log-counts.query.js';
import { unknownTrace } from '../tracing/unknown-trace.js';
import { TraceViewFilter } from '../tracing/view/trace-view.dto.js';
import { TraceViewQuery } from '../tracing/view/trace-view.query.js';
import { findCauses } from './find-causes.js';
import { TraceWithReferences } from './trace-with-references.dto.js';

const DAY_MS = 86_400_000;

@ApiTags('Traces')
@Controller('traces')
export class TraceViewController {
  constructor(
    private readonly traces: TraceViewQuery,
    private readonly errors: ErrorQuery,
    private readonly logs: LogCountsQuery,
  ) {}

  @Get(':trace_id')
  @Access('protected')
  @Header('Content-Type', 'application/json; charset=utf-8')
  @ApiOperation({
    summary: 'Read one trace',
    description:
      'Every span with its place in the tree, its duration, the time spent in itself and what it adds to the critical path. Starts ' +
      'that contradict the clock of the caller are corrected and marked; children that repeat themselves are described as folds. ' +
      'The errors and log records of the trace are told by reference. Traces of more than 10,000 spans, or 16 MiB, come in pages.',
  })
  @ApiProduces('application/json')
  @ApiOkResponse({ type: TraceWithReferences })
  @ApiNotFoundResponse({ type: ProblemDetails, description: 'No span of this trace has arrived.' })
  async find(@Param('trace_id') traceId: string, @Query() filter: TraceViewFilter): Promise<string | Readable> {
    const extent = await this.traces.findExtent(traceId);
    if (!extent) throw unknownTrace(traceId);
    const [from, to] = extent.range;
    const around = { start_time: from.getTime() - DAY_MS, end_time: to.getTime() + DAY_MS };
    const [page, errors, logs] = await Promise.all([
      this.traces.find(traceId, extent, filter),
      this.errors.ofTrace(traceId, around),
      this.logs.ofTrace(traceId, around),
    ]);
    if (!page) throw unknownTrace(traceId);
    const causes = findCauses(errors.items, page.outline);
    const items = errors.items.map((error) => ({ ...error, caused_by: causes.get(error.error_id) ?? null }));
    return asBody(page.json({ errors: { ...errors, items }, logs }));
  }
}
