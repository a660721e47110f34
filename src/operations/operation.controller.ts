import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CALL_DURATION, SPAN_DURATION } from '../collectors/spans/span-samples.js';
import { Access } from '../http/access.decorator.js';
import { TimeRange } from '../http/list.dto.js';
import type { TagMatcher } from '../metrics/metric.query.js';
import { OperationList, type ServiceCallView, ServiceList, ServiceMapView } from './operation.dto.js';
import { OperationFilter } from './operation-filter.dto.js';
import { TrafficQuery } from './traffic.query.js';

const SERVED: TagMatcher = { tag: 'kind', operator: '=~', value: 'server|consumer' };

@ApiTags('Traces')
@Controller('traces')
export class OperationController {
  constructor(private readonly traffic: TrafficQuery) {}

  @Get('operations')
  @Access('protected')
  @ApiOperation({
    summary: 'List operations',
    description:
      'Rate, errors and duration of every operation, counted before sampling. Those that took most time in all come first, by their ' +
      'median. The last hour unless a range is given.',
  })
  @ApiOkResponse({ type: OperationList })
  async operations(@Query() { service, kind, ...range }: OperationFilter): Promise<OperationList> {
    const matchers = Object.entries({ service, kind })
      .filter(([, value]) => value !== undefined)
      .map(([tag, value]): TagMatcher => ({ tag, operator: '=', value: value! }));
    const { groups, ...looked } = await this.traffic.read(
      SPAN_DURATION,
      ['service', 'operation', 'kind'],
      range,
      matchers,
    );
    const items = groups.map(({ tags: { service: of = '', operation = '', kind: as = '' }, ...traffic }) => ({
      service: of,
      operation,
      kind: as,
      ...traffic,
    }));
    return { ...looked, items: items.sort((one, other) => other.count * other.p50_ms - one.count * one.p50_ms) };
  }

  @Get('services')
  @Access('protected')
  @ApiOperation({
    summary: 'List services that send spans',
    description:
      'Rate, errors and duration of what others ask of each service, counted before sampling. The last hour unless a range is given.',
  })
  @ApiOkResponse({ type: ServiceList })
  async services(@Query() range: TimeRange): Promise<ServiceList> {
    const { groups, ...looked } = await this.traffic.read(SPAN_DURATION, ['service'], range, [SERVED]);
    return { ...looked, items: groups.map(({ tags, ...traffic }) => ({ service: tags.service ?? '', ...traffic })) };
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
  async serviceMap(@Query() range: TimeRange): Promise<ServiceMapView> {
    const { groups, ...looked } = await this.traffic.read(CALL_DURATION, ['client', 'server', 'server_kind'], range);
    const items = groups.map(({ tags, ...traffic }) => ({
      client: tags.client ?? '',
      server: tags.server ?? '',
      server_kind: tags.server_kind as ServiceCallView['server_kind'],
      ...traffic,
    }));
    return { ...looked, items };
  }
}
