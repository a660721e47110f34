import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../http/access.decorator.js';
import { TimeRange } from '../http/list.dto.js';
import { OperationList, ServiceList, ServiceMapView } from './operation.dto.js';
import { OperationQuery } from './operation.query.js';
import { OperationFilter } from './operation-filter.dto.js';

@ApiTags('Traces')
@Controller('traces')
export class OperationController {
  constructor(private readonly operations: OperationQuery) {}

  @Get('operations')
  @Access('protected')
  @ApiOperation({
    summary: 'List operations',
    description:
      'Rate, errors and duration of every operation, counted before sampling. Those that took most time in all come first, by their ' +
      'median. The last hour unless a range is given.',
  })
  @ApiOkResponse({ type: OperationList })
  list(@Query() filter: OperationFilter): Promise<OperationList> {
    return this.operations.operations(filter);
  }

  @Get('services')
  @Access('protected')
  @ApiOperation({
    summary: 'List services that send spans',
    description:
      'Rate, errors and duration of what others ask of each service, counted before sampling. The last hour unless a range is given.',
  })
  @ApiOkResponse({ type: ServiceList })
  services(@Query() range: TimeRange): Promise<ServiceList> {
    return this.operations.services(range);
  }

  @Get('service-map')
  @Access('protected')
  @ApiOperation({
    summary: 'Read who calls whom',
    description:
      'Rate, errors and duration of the calls between services, as the callee saw them, and of those to databases, queues and hosts that send ' +
      'no spans, as the caller did. Counted before sampling, once a trace is over. The last hour unless a range is given.',
  })
  @ApiOkResponse({ type: ServiceMapView })
  serviceMap(@Query() range: TimeRange): Promise<ServiceMapView> {
    return this.operations.calls(range);
  }
}
