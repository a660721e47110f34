import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../http/access.decorator.js';
import { TimeRange } from '../../http/list.dto.js';
import { ProblemDetails } from '../../http/problem.dto.js';
import { Clock } from '../../jobs/clock.js';
import { FreshAnswers } from '../fresh-answers.js';
import { RequestedRange } from '../requested-range.js';
import { ServiceDetailQuery } from './service-detail.query.js';
import { ServiceDetailView, ServiceHealthList } from './service-health.dto.js';
import { ServiceHealthQuery } from './service-health.query.js';

/** Steps of a sparkline. */
const FEW_STEPS = 31;

@ApiTags('Services')
@Controller('services')
export class ServiceHealthController {
  private readonly lists = new FreshAnswers<ServiceHealthList>();

  constructor(
    private readonly services: ServiceHealthQuery,
    private readonly details: ServiceDetailQuery,
    private readonly ranges: RequestedRange,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('protected')
  @ApiOperation({
    summary: 'List services',
    description:
      'Every service that was seen in any signal of the range, by name: its rate, errors and duration, with small series, and what else says how it ' +
      'does. The last hour unless a range is given. What was seen of metrics alone is known to the hour.',
  })
  @ApiOkResponse({ type: ServiceHealthList })
  async list(@Query() range: TimeRange): Promise<ServiceHealthList> {
    const window = this.ranges.windowOf(range, FEW_STEPS);
    return this.lists.get(JSON.stringify(range), this.clock.now(), () => this.services.list(window));
  }

  @Get(':service')
  @Access('protected')
  @ApiOperation({
    summary: 'Read one service',
    description:
      'Its rate, errors and duration over time, its operations, what it calls and who calls it, its versions and instances, its alerts and most frequent ' +
      'errors. The last hour unless a range is given.',
  })
  @ApiParam({ name: 'service', description: 'The name of the service.', example: 'students' })
  @ApiOkResponse({ type: ServiceDetailView })
  @ApiNotFoundResponse({ type: ProblemDetails, description: 'Nothing was ever seen of a service of this name.' })
  get(@Param('service') service: string, @Query() range: TimeRange): Promise<ServiceDetailView> {
    return this.details.get(service, this.ranges.windowOf(range));
  }
}
