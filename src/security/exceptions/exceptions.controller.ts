import { Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Audited } from '../../audit/audited.decorator.js';
import { Access } from '../../http/access.decorator.js';
import { type Actor, CurrentActor } from '../../http/principal.js';
import { ProblemDetails } from '../../http/problem.dto.js';
import { FalsePositive, SecurityExceptionPage } from './exception.dto.js';
import { Exceptions } from './exceptions.js';

@ApiTags('Security')
@Controller('security')
export class ExceptionsController {
  constructor(private readonly exceptions: Exceptions) {}

  @Post('events/:event_id/false-positive')
  @HttpCode(200)
  @Access('admin')
  @Audited('security_event.dismissed')
  @ApiOperation({
    summary: 'Say that an event was no attack',
    description:
      'Marks the event, and makes an exception of each rule that it names, for its route and the field in which it matched: from then on, ' +
      'on other replicas within seconds, the rule leaves that field alone. Audited.',
  })
  @ApiOkResponse({ type: FalsePositive })
  @ApiNotFoundResponse({ description: 'There is no security event of this id.', type: ProblemDetails })
  dismiss(@Param('event_id') eventId: string, @CurrentActor() actor: Actor): Promise<FalsePositive> {
    return this.exceptions.dismiss(eventId, actor);
  }

  @Get('exceptions')
  @Access('protected')
  @ApiOperation({
    summary: 'List exceptions',
    description: 'What rules of inspection leave alone, the newest first.',
  })
  @ApiOkResponse({ type: SecurityExceptionPage })
  async list(): Promise<SecurityExceptionPage> {
    return { items: await this.exceptions.list(), next_cursor: null };
  }

  @Delete('exceptions/:exception_id')
  @HttpCode(204)
  @Access('admin')
  @Audited('security_exception.deleted')
  @ApiOperation({
    summary: 'Delete an exception',
    description: 'The rule looks at the field again. The event stays marked. Audited.',
  })
  @ApiNoContentResponse({ description: 'The exception is deleted.' })
  @ApiNotFoundResponse({ description: 'There is no exception of this id.', type: ProblemDetails })
  async remove(@Param('exception_id', ParseUUIDPipe) exceptionId: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.exceptions.remove(exceptionId, actor);
  }
}
