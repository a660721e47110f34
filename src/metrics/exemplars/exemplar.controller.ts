import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { Access } from '../../http/access.decorator.js';
import { CallerGone } from '../../http/caller-gone.decorator.js';
import { ProblemDetails } from '../../http/problem.dto.js';
import { ExemplarFilter, ExemplarPage } from './exemplar.dto.js';
import { ExemplarQuery } from './exemplar.query.js';

@ApiTags('Metrics')
@ApiUnprocessableEntityResponse({
  type: ProblemDetails,
  description: 'A limit was reached: `detail` says which one, and how to narrow the query.',
})
@Controller('metrics/exemplars')
export class ExemplarController {
  constructor(private readonly exemplars: ExemplarQuery) {}

  @Get()
  @Access('protected')
  @ApiOperation({
    summary: 'List exemplars of a metric',
    description:
      'Single measurements with the traces in which they were made, newest first; at most one for each series and second ' +
      'is kept. They come with OTLP and with Prometheus remote write.',
  })
  @ApiOkResponse({ type: ExemplarPage })
  list(@Query() filter: ExemplarFilter, @CallerGone() caller: AbortSignal): Promise<ExemplarPage> {
    return this.exemplars.list(filter, caller);
  }
}
