import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../http/access.decorator.js';
import { RequestedRange } from '../requested-range.js';
import { ChangeFilter, ChangeList } from './change.dto.js';
import { ChangeQuery } from './change.query.js';

@ApiTags('Dashboard')
@Controller('changes')
export class ChangeController {
  constructor(
    private readonly changes: ChangeQuery,
    private readonly ranges: RequestedRange,
  ) {}

  @Get()
  @Access('protected')
  @ApiOperation({
    summary: 'List what changed',
    description:
      'New versions and services, alerts that fired and were resolved, groups of errors that are new or came back, and changes of the configuration; the ' +
      'newest first. The last hour unless a range is given.',
  })
  @ApiOkResponse({ type: ChangeList })
  async list(@Query() { service, limit, ...range }: ChangeFilter): Promise<ChangeList> {
    const { start_time, end_time } = this.ranges.of(range);
    return {
      start_time: new Date(start_time).toISOString(),
      end_time: new Date(end_time).toISOString(),
      items: await this.changes.list(start_time, end_time, service, limit),
    };
  }
}
