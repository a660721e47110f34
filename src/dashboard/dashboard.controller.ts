import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../http/access.decorator.js';
import { DashboardRequest, DashboardView } from './dashboard.dto.js';
import { DashboardQuery } from './dashboard.query.js';

@ApiTags('Dashboard')
@Controller('dashboard')
export class DashboardController {
  constructor(private readonly dashboard: DashboardQuery) {}

  @Get()
  @Access('protected')
  @ApiOperation({
    summary: 'Read the overview',
    description:
      'Health, open alerts, traffic, services, resources and errors of the last minutes or hours, or of any range of time that data is kept of, ' +
      'as one screen shows them. Health and open alerts are those of now.',
  })
  @ApiOkResponse({ type: DashboardView })
  read(@Query() request: DashboardRequest): Promise<DashboardView> {
    return this.dashboard.read(request);
  }
}
