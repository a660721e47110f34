import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiBadRequestResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../http/access.decorator.js';
import { ProblemDetails } from '../../../http/problem.dto.js';
import { ErrorGroupQuery } from '../error-group.query.js';
import { ErrorGroupCountsQuery } from './error-group-counts.query.js';
import { GroupCounts, GroupCountsFilter, GroupTags } from './error-group-detail.dto.js';
import { ErrorGroupTagsQuery } from './error-group-tags.query.js';

const UNKNOWN = { description: 'There is no group of this id.', type: ProblemDetails };

@ApiTags('Errors')
@Controller('error-groups/:group_id')
export class ErrorGroupDetailsController {
  constructor(
    private readonly groups: ErrorGroupQuery,
    private readonly counts: ErrorGroupCountsQuery,
    private readonly tags: ErrorGroupTagsQuery,
  ) {}

  @Get('counts')
  @Access('protected')
  @ApiOperation({
    summary: 'Count the events of a group over time',
    description: 'How many events a group had in each hour or day of a range, exactly; at most 1,000 steps.',
  })
  @ApiOkResponse({ type: GroupCounts })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiBadRequestResponse({ description: 'The range has faults.', type: ProblemDetails })
  async count(
    @Param('group_id', ParseUUIDPipe) groupId: string,
    @Query() filter: GroupCountsFilter,
  ): Promise<GroupCounts> {
    await this.groups.require(groupId);
    return this.counts.count(groupId, filter);
  }

  @Get('tags')
  @Access('protected')
  @ApiOperation({
    summary: 'Break a group of errors down',
    description:
      'The releases, environments, endpoints, users and tags of its newest 1,000 events, the most frequent first.',
  })
  @ApiOkResponse({ type: GroupTags })
  @ApiNotFoundResponse(UNKNOWN)
  async breakDown(@Param('group_id', ParseUUIDPipe) groupId: string): Promise<GroupTags> {
    await this.groups.require(groupId);
    return this.tags.count(groupId);
  }
}
