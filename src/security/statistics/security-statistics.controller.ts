import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../http/access.decorator.js';
import { Clock } from '../../jobs/clock.js';
import { OffendersQuery } from './offenders.query.js';
import {
  OffenderList,
  OffendersFilter,
  SecurityStatistics,
  SecurityStatisticsFilter,
} from './security-statistics.dto.js';
import { SecurityStatisticsQuery } from './security-statistics.query.js';

@ApiTags('Security')
@Controller('security')
export class SecurityStatisticsController {
  constructor(
    private readonly statistics: SecurityStatisticsQuery,
    private readonly worst: OffendersQuery,
    private readonly clock: Clock,
  ) {}

  @Get('statistics')
  @Access('protected')
  @ApiOperation({
    summary: 'Count security events',
    description:
      'Events over time by severity, and totals by severity, type and service; of the last 24 hours unless told otherwise. Takes the ' +
      'conditions of the list.',
  })
  @ApiOkResponse({ type: SecurityStatistics })
  count(@Query() filter: SecurityStatisticsFilter): Promise<SecurityStatistics> {
    return this.statistics.count(filter, this.clock.now());
  }

  @Get('offenders')
  @Access('protected')
  @ApiOperation({
    summary: 'List the worst offenders',
    description:
      'The addresses, users, endpoints or user agents of which the most is told, in the last 24 hours unless told otherwise. Takes the ' +
      'conditions of the list.',
  })
  @ApiOkResponse({ type: OffenderList })
  offenders(@Query() filter: OffendersFilter): Promise<OffenderList> {
    return this.worst.list(filter, this.clock.now());
  }
}
