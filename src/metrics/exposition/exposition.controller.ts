import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../../http/access.decorator.js';
import { ExpositionFilter } from './exposition-filter.dto.js';
import { chooseFormat, EXPOSITION_TYPES } from './exposition-format.js';
import { MetricExposition } from './metric.exposition.js';

const TEXT_EXAMPLE = `# HELP http_requests_total http_requests: total since first seen
# TYPE http_requests_total counter
http_requests_total{method="GET",route="/api/v1/students"} 1247
# HELP system_cpu_usage system_cpu_usage (percent): last value
# TYPE system_cpu_usage gauge
system_cpu_usage 45.2
`;
const OPENMETRICS_EXAMPLE = `# HELP http_duration_seconds http_duration_seconds (seconds): observations since first seen, by bucket
# TYPE http_duration_seconds histogram
# UNIT http_duration_seconds seconds
http_duration_seconds_bucket{le="0.5"} 129
http_duration_seconds_bucket{le="+Inf"} 133
http_duration_seconds_sum 27.5
http_duration_seconds_count 133
# HELP http_requests http_requests: total since first seen
# TYPE http_requests counter
http_requests_total{method="GET",route="/api/v1/students"} 1247
# EOF
`;

@ApiTags('Metrics')
@Controller('export')
export class ExpositionController {
  constructor(private readonly exposition: MetricExposition) {}

  @Get('prometheus')
  @Access('public')
  @ApiOperation({
    summary: 'Export metrics to Prometheus',
    description:
      "Prometheus' text format 0.0.4, or OpenMetrics 1.0 where `Accept` prefers it. Counters are totals since they were " +
      'first seen, and their names end in `_total`; gauges and running totals are left out when their last value is older ' +
      'than five minutes. Histograms stored as buckets are histograms; those of single observations are summaries of the ' +
      'last five minutes. At most 100,000 series are exported; `monitoring_export_left_out_series` says how many are not.',
  })
  @ApiHeader({
    name: 'accept',
    required: false,
    description: 'The formats the scraper reads, with weights. Text format 0.0.4 if left out, or if it names neither.',
    schema: { type: 'string', example: 'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5' },
  })
  @ApiProduces('text/plain', 'application/openmetrics-text')
  @ApiOkResponse({
    content: {
      'text/plain': { schema: { type: 'string' }, example: TEXT_EXAMPLE },
      'application/openmetrics-text': { schema: { type: 'string' }, example: OPENMETRICS_EXAMPLE },
    },
  })
  async export(
    @Query() filter: ExpositionFilter,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('accept') accept?: string,
  ): Promise<string> {
    const format = chooseFormat(accept);
    const text = await this.exposition.text(format, filter);
    reply.header('content-type', EXPOSITION_TYPES[format]).header('vary', 'Accept');
    return text;
  }
}
