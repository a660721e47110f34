import { Body, Controller, Get, Headers, Post, Query } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { Access } from '../http/access.decorator.js';
import { readBatchId } from '../http/batch-id.js';
import { Ingest } from '../http/ingest.decorator.js';
import type { IngestAnswer } from '../http/ingest.dto.js';
import { CurrentPrincipal, type Principal } from '../http/principal.js';
import { MetricFilter, MetricItem } from './metric.dto.js';
import { MetricIngest } from './metric.ingest.js';
import { MetricView } from './metric.view.js';
import { MetricAggregate, MetricSamplePage } from './metric-answer.dto.js';
import { MetricNameFilter, MetricNamePage } from './metric-name.dto.js';

const EXAMPLE = {
  metric_name: 'api.response_time',
  metric_type: 'histogram',
  value: 125.5,
  unit: 'ms',
  source: 'api',
  tags: { service: 'students', endpoint: '/api/v1/students', method: 'GET' },
};

@ApiTags('Metrics')
@ApiExtraModels(MetricSamplePage, MetricAggregate)
@Controller('metrics')
export class MetricController {
  constructor(
    private readonly ingest: MetricIngest,
    private readonly view: MetricView,
  ) {}

  @Post()
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
  @ApiOperation({
    summary: 'Query a metric',
    description:
      'Without `aggregation` single samples, newest first. With it one value for each step and group; steps start at `start_time`.',
  })
  @ApiOkResponse({
    schema: { oneOf: [{ $ref: getSchemaPath(MetricSamplePage) }, { $ref: getSchemaPath(MetricAggregate) }] },
  })
  query(@Query() filter: MetricFilter): Promise<MetricSamplePage | MetricAggregate> {
    return filter.aggregation === undefined ? this.view.samples(filter) : this.view.aggregate(filter);
  }

  @Get('names')
  @Access('protected')
  @ApiOperation({ summary: 'List metric names', description: 'Every metric recorded within the retention, by name.' })
  @ApiOkResponse({ type: MetricNamePage })
  names(@Query() filter: MetricNameFilter): Promise<MetricNamePage> {
    return this.view.names(filter);
  }
}
