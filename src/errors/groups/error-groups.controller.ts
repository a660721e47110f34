import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { Access } from '../../http/access.decorator.js';
import { type Actor, CurrentActor } from '../../http/principal.js';
import { ProblemDetails } from '../../http/problem.dto.js';
import { ErrorGroupChanges } from './error-group.changes.js';
import { ErrorGroupChange, ErrorGroupDetail, ErrorGroupFilter, ErrorGroupPage } from './error-group.dto.js';
import { ErrorGroupQuery } from './error-group.query.js';

@ApiTags('Errors')
@Controller('error-groups')
export class ErrorGroupsController {
  constructor(
    private readonly groups: ErrorGroupQuery,
    private readonly changes: ErrorGroupChanges,
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
    return this.groups.list(filter);
  }

  @Get(':group_id')
  @Access('protected')
  @ApiOperation({
    summary: 'Read a group of errors',
    description: 'One group with its history and its latest event; `GET /errors?group_id=` lists them all.',
  })
  @ApiOkResponse({ type: ErrorGroupDetail })
  @ApiNotFoundResponse({ description: 'There is no group of this id.', type: ProblemDetails })
  get(@Param('group_id', ParseUUIDPipe) groupId: string): Promise<ErrorGroupDetail> {
    return this.groups.get(groupId);
  }

  @Patch(':group_id')
  @Access('admin')
  @ApiOperation({
    summary: 'Change a group of errors',
    description:
      'Resolves, ignores or reopens it, says who works on it, or comments on it. A resolved group that has another event regresses: it is ' +
      'unresolved again; an ignored one returns when its time is over or its events have come. Audited.',
  })
  @ApiOkResponse({ type: ErrorGroupDetail })
  @ApiNotFoundResponse({ description: 'There is no group of this id.', type: ProblemDetails })
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
}
