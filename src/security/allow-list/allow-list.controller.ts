import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
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
import { AllowList } from './allow-list.js';
import { AllowedPage, AllowedRequest, AllowedView } from './allowed.dto.js';

@ApiTags('Security')
@Controller('security/allow-list')
export class AllowListController {
  constructor(private readonly allowList: AllowList) {}

  @Get()
  @Access('admin')
  @ApiOperation({
    summary: 'Read the allow list',
    description: 'The addresses, networks and users that no decision blocks, the newest first.',
  })
  @ApiOkResponse({ type: AllowedPage })
  async list(): Promise<AllowedPage> {
    return { items: await this.allowList.list(), next_cursor: null };
  }

  @Post()
  @Access('admin')
  @Audited('security_allowed.created')
  @ApiOperation({
    summary: 'Put somebody on the allow list',
    description:
      'From then on, on other replicas within seconds, no decision blocks the address, network or user; open ones of the same value are as if ' +
      'they were not while it is on the list. Audited.',
  })
  @ApiCreatedResponse({ type: AllowedView })
  @ApiConflictResponse({ description: 'It is on the list.', type: ProblemDetails })
  @ApiUnprocessableEntityResponse({ description: 'The value is not of its scope.', type: ProblemDetails })
  add(@Body() request: AllowedRequest, @CurrentActor() actor: Actor): Promise<AllowedView> {
    return this.allowList.add(request, actor);
  }

  @Delete(':allowed_id')
  @HttpCode(204)
  @Access('admin')
  @Audited('security_allowed.deleted')
  @ApiOperation({
    summary: 'Take somebody off the allow list',
    description: 'Decisions hold for them again. Audited.',
  })
  @ApiNoContentResponse({ description: 'It is off the list.' })
  @ApiNotFoundResponse({ description: 'The allow list has no entry of this id.', type: ProblemDetails })
  async remove(@Param('allowed_id', ParseUUIDPipe) allowedId: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.allowList.remove(allowedId, actor);
  }
}
