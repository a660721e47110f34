import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { Audited } from '../../audit/audited.decorator.js';
import { Access } from '../../http/access.decorator.js';
import { type Actor, CurrentActor } from '../../http/principal.js';
import { ProblemDetails } from '../../http/problem.dto.js';
import { ErrorGroupChanges } from './error-group.changes.js';
import { ErrorGroupDetail, ErrorGroupPage, ErrorGroupTally } from './error-group.dto.js';
import { ErrorGroupList } from './error-group.list.js';
import { ErrorGroupQuery } from './error-group.query.js';
import { ErrorGroupChange, ErrorGroupFilter, ErrorGroupMerge, ErrorGroupSelection } from './error-group-input.dto.js';
import { GroupMerging } from './merging/group-merging.js';

const UNKNOWN = { description: 'There is no group of this id.', type: ProblemDetails };

@ApiTags('Errors')
@Controller('error-groups')
export class ErrorGroupsController {
  constructor(
    private readonly groups: ErrorGroupQuery,
    private readonly lists: ErrorGroupList,
    private readonly changes: ErrorGroupChanges,
    private readonly merging: GroupMerging,
  ) {}

  @Get()
  @Access('protected')
  @ApiOperation({
    summary: 'List groups of errors',
    description:
      'Errors of one service with one cause are a group. Those that fit every given condition, in the given order.',
  })
  @ApiOkResponse({ type: ErrorGroupPage })
  @ApiBadRequestResponse({ description: 'The filter has faults.', type: ProblemDetails })
  list(@Query() filter: ErrorGroupFilter): Promise<ErrorGroupPage> {
    return this.lists.list(filter);
  }

  @Get('counts')
  @Access('protected')
  @ApiOperation({
    summary: 'Count groups of errors',
    description: 'How many groups that fit every given condition there are of each state.',
  })
  @ApiOkResponse({ type: ErrorGroupTally })
  count(@Query() selection: ErrorGroupSelection): Promise<ErrorGroupTally> {
    return this.lists.count(selection);
  }

  @Get(':group_id')
  @Access('protected')
  @ApiOperation({
    summary: 'Read a group of errors',
    description: 'One group with its history and its latest event; `GET /errors?group_id=` lists them all.',
  })
  @ApiOkResponse({ type: ErrorGroupDetail })
  @ApiNotFoundResponse(UNKNOWN)
  get(@Param('group_id', ParseUUIDPipe) groupId: string): Promise<ErrorGroupDetail> {
    return this.groups.get(groupId);
  }

  @Patch(':group_id')
  @Access('admin')
  @Audited(
    'error_group.resolved',
    'error_group.ignored',
    'error_group.reopened',
    'error_group.assigned',
    'error_group.commented',
  )
  @ApiOperation({
    summary: 'Change a group of errors',
    description:
      'Resolves, ignores or reopens it, says who works on it, or comments on it. A resolved group that has another event regresses: it is ' +
      'unresolved again; an ignored one returns when its time is over or its events or users have come. Audited.',
  })
  @ApiOkResponse({ type: ErrorGroupDetail })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiConflictResponse({ description: 'The group was merged into another.', type: ProblemDetails })
  @ApiUnprocessableEntityResponse({
    description: 'The change contradicts itself, or changes nothing.',
    type: ProblemDetails,
  })
  async change(
    @Param('group_id', ParseUUIDPipe) groupId: string,
    @Body() change: ErrorGroupChange,
    @CurrentActor() actor: Actor,
  ): Promise<ErrorGroupDetail> {
    await this.changes.apply(groupId, change, actor);
    return this.groups.get(groupId);
  }

  @Post(':group_id/merge')
  @HttpCode(200)
  @Access('admin')
  @Audited('error_group.merged')
  @ApiOperation({
    summary: 'Merge groups of errors',
    description:
      'Makes other groups of the same service part of this one: their errors, those to come too, count for it, and they are listed no more. ' +
      'What was merged into them comes along. Can be undone. Audited.',
  })
  @ApiOkResponse({ type: ErrorGroupDetail })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiUnprocessableEntityResponse({ description: 'These groups cannot be merged.', type: ProblemDetails })
  async merge(
    @Param('group_id', ParseUUIDPipe) groupId: string,
    @Body() { group_ids }: ErrorGroupMerge,
    @CurrentActor() actor: Actor,
  ): Promise<ErrorGroupDetail> {
    await this.merging.merge(groupId, group_ids, actor);
    return this.groups.get(groupId);
  }

  @Post(':group_id/unmerge')
  @HttpCode(200)
  @Access('admin')
  @Audited('error_group.unmerged')
  @ApiOperation({
    summary: 'Undo the merging of a group of errors',
    description:
      'Takes a group that was merged into another out of it again, with all its errors: also those that have come since. Audited.',
  })
  @ApiOkResponse({ type: ErrorGroupDetail })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiConflictResponse({ description: 'The group was not merged into another.', type: ProblemDetails })
  async unmerge(
    @Param('group_id', ParseUUIDPipe) groupId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ErrorGroupDetail> {
    await this.merging.unmerge(groupId, actor);
    return this.groups.get(groupId);
  }
}
