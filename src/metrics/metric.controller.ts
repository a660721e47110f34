import type { Readable } from 'node:stream';
import { Body, Controller, Get, Header, Headers, HttpCode, Post, Query } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { Access } from '../http/access.decorator.js';
import { readBatchId } from '../http/batch-id.js';
import { CallerGone } from '../http/caller-gone.decorator.js';
import { Ingest } from '../http/ingest.decorator.js';
import type { IngestAnswer } from '../http/ingest.dto.js';
import { CurrentPrincipal, type Principal } from '../http/principal.js';
import { ProblemDetails } from '../http/problem.dto.js';
import { Wire } from '../http/wire-form.js';
import { MetricView } from './answering/metric.view.js';
import { AggregatedMetric, MetricAnswers, MetricSamplePage } from './answering/metric-answer.dto.js';
import { MetricFilter } from './answering/metric-filter.dto.js';
import { MetricQuestions } from './answering/metric-question.dto.js';
import { QuestionView } from './answering/question.view.js';
import { MetricIngest } from './ingest/metric.ingest.js';
import { MetricItem } from './metric.dto.js';

const EXAMPLE = {
  metric_name: 'api.response_time',
  metric_type: 'histogram',
  value: 125.5,
  unit: 'ms',
  source: 'api',
  tags: { service: 'students', endpoint: '/api/v1/students', method: 'GET' },
};

/** Answers are written as JSON here, piece by piece. */
const JSON_TYPE = 'application/json; charset=utf-8';
const LIMITS = 'A limit was reached: `detail` says which one, and how to narrow the query.';

@ApiTags('Metrics')
@ApiExtraModels(MetricSamplePage, AggregatedMetric)
@Controller('metrics')
export class MetricController {
  constructor(
    private readonly ingest: MetricIngest,
    private readonly view: MetricView,
    private readonly questions: QuestionView,
  ) {}

  @Post()
  @Wire({ ownJson: true })
  @Ingest(MetricItem, { example: EXAMPLE, batchId: true })
  @ApiOperation({
    summary: 'Record metrics',
    description:
      'Takes one sample or an array of up to 10,000. A series is told by its name, type, source and tags. ' +
      'Counters take increments. Of gauges and summaries sent twice for one time the last stands; counters and ' +
      'histograms count every sample, so a request that may be sent again should carry a batch id.',
  })
  record(
    @Body() body: unknown,
    @CurrentPrincipal() sender: Principal,
    @Headers('X-Batch-ID') batchHeader?: string,
  ): Promise<IngestAnswer> {
    return this.ingest.record(body, sender, readBatchId(batchHeader));
  }

  @Get()
  @Access('protected')
  @Header('Content-Type', JSON_TYPE)
  @ApiOperation({
    summary: 'Query a metric',
    description:
      'Without `aggregation` single samples, newest first. With it one value for each step and group; steps start at ' +
      '`start_time`. A histogram `x` that is stored as buckets (`x_bucket`, `x_sum`, `x_count`) answers by the name `x`.',
  })
  @ApiOkResponse({
    schema: { oneOf: [{ $ref: getSchemaPath(MetricSamplePage) }, { $ref: getSchemaPath(AggregatedMetric) }] },
  })
  @ApiUnprocessableEntityResponse({ type: ProblemDetails, description: LIMITS })
  query(
    @Query() filter: MetricFilter,
    @CallerGone() caller: AbortSignal,
  ): Promise<MetricSamplePage | string | Readable> {
    return filter.aggregation === undefined ? this.view.samples(filter, caller) : this.view.aggregate(filter, caller);
  }

  @Post('query')
  @HttpCode(200)
  @Access('protected')
  @Header('Content-Type', JSON_TYPE)
  @ApiOperation({
    summary: 'Query several metrics',
    description:
      'Up to 20 questions about one range, answered as of one moment, and arithmetic between them. Questions about the ' +
      'same metric and tags share one reading of its samples.',
  })
  @ApiOkResponse({ type: MetricAnswers })
  @ApiUnprocessableEntityResponse({ type: ProblemDetails, description: `A question cannot be understood. ${LIMITS}` })
  answer(@Body() questions: MetricQuestions, @CallerGone() caller: AbortSignal): Promise<string | Readable> {
    return this.questions.answer(questions, caller);
  }
}
