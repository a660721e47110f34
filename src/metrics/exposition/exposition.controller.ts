import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Access } from '../../http/access.decorator.js';
import { EXPOSITION_TYPE } from './exposition-text.js';
import { MetricExposition } from './metric.exposition.js';

const EXAMPLE = `# HELP http_requests_total http_requests_total: total since first seen
# TYPE http_requests_total counter
http_requests_total{method="GET",route="/api/v1/students"} 1247
# HELP system_cpu_usage system_cpu_usage (percent): last value
# TYPE system_cpu_usage gauge
system_cpu_usage 45.2
`;

@ApiTags('Metrics')
@Controller('export')
export class ExpositionController {
  constructor(private readonly exposition: MetricExposition) {}

  @Get('prometheus')
  @Access('public')
  @Header('Content-Type', EXPOSITION_TYPE)
  @ApiOperation({
    summary: 'Export metrics to Prometheus',
    description:
      'Text format 0.0.4. Counters are totals since they were first seen; gauges are left out when their last value is ' +
      'older than five minutes; histograms are summaries of the last five minutes.',
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' }, example: EXAMPLE } } })
  export(): Promise<string> {
    return this.exposition.text();
  }
}
