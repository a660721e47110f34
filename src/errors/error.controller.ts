import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MonitoringConfiguration } from '../configuration/monitoring-configuration.js';
import { Access } from '../http/access.decorator.js';
import { readBatchId } from '../http/batch-id.js';
import { Ingest } from '../http/ingest.decorator.js';
import type { IngestAnswer } from '../http/ingest.dto.js';
import { answerIngest, readItems } from '../http/ingest.js';
import { ProblemDetails } from '../http/problem.dto.js';
import { Clock } from '../jobs/clock.js';
import { errorCheck } from './check-error.js';
import { ErrorFilter, ErrorPage, ErrorView, NewError } from './error.dto.js';
import { ErrorQuery } from './error.query.js';
import { ErrorRecorder } from './error.recorder.js';
import { ErrorStatisticsQuery } from './statistics/error-statistics.query.js';

const EXAMPLE = {
  error_type: 'ValidationError',
  error_message: 'Invalid student ID format',
  severity: 'warning',
  service: 'students',
  endpoint: '/api/v1/students',
  http_method: 'POST',
  status_code: 422,
};

@ApiTags('Errors')
@Controller('errors')
export class ErrorController {
  constructor(
    private readonly recorder: ErrorRecorder,
    private readonly errors: ErrorQuery,
    private readonly counts: ErrorStatisticsQuery,
    private readonly configuration: MonitoringConfiguration,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Ingest(NewError, { example: EXAMPLE, batchId: true })
  @ApiOperation({
    summary: 'Record errors',
    description:
      'Takes one error or an array of up to 10,000. An error is grouped with those of the same service, type and cause. ' +
      'An error sent again with its `error_id` counts once (one without a `timestamp` only within an hour).',
  })
  async record(@Body() body: unknown, @Headers('X-Batch-ID') batchHeader?: string): Promise<IngestAnswer> {
    const batchId = readBatchId(batchHeader);
    const read = readItems(body, errorCheck(this.clock.now(), this.configuration.current.log_retention_days));
    if (batchId) {
      for (const [i, error] of read.items.entries()) error.errorId ??= `${batchId}:${read.indexes[i]}`;
    }
    const ids = await this.recorder.record(read.items);
    return answerIngest(read, ids[0]);
  }

  @Get()
  @Access('protected')
  @ApiOperation({
    summary: 'List and count errors',
    description:
      'Errors that fit every given condition, newest first, and counts of all of them: by severity, type, service and endpoint, over time, ' +
      'and compared with as long a time before.',
  })
  @ApiOkResponse({ type: ErrorPage })
  async list(@Query() filter: ErrorFilter): Promise<ErrorPage> {
    const [page, statistics] = await Promise.all([
      this.errors.list(filter),
      this.counts.read(filter, this.clock.now()),
    ]);
    return { ...page, statistics };
  }

  @Get(':error_id')
  @Access('protected')
  @ApiOperation({
    summary: 'Read an error',
    description: 'One error as the list has it, however old it is; the newest if several were sent under this id.',
  })
  @ApiOkResponse({ type: ErrorView })
  @ApiNotFoundResponse({ description: 'There is no error of this id, or it has expired.', type: ProblemDetails })
  get(@Param('error_id') errorId: string): Promise<ErrorView> {
    return this.errors.get(errorId);
  }
}
