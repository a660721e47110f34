import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiResponse,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Audited } from '../../audit/audited.decorator.js';
import { Access } from '../../http/access.decorator.js';
import { type Actor, CurrentActor } from '../../http/principal.js';
import { ProblemDetails } from '../../http/problem.dto.js';
import { DecisionFilter, DecisionList, DecisionRequest, DecisionView } from './decision.dto.js';
import { Decisions } from './decisions.js';
import { isSameTag } from './is-same-tag.js';

@ApiTags('Security')
@Controller('security/decisions')
export class DecisionsController {
  constructor(private readonly decisions: Decisions) {}

  @Get()
  @Access('protected', { role: 'viewer', orRole: 'ingest' })
  @ApiOperation({
    summary: 'List decisions',
    description:
      'Those that hold, the newest first, without those about who is on the allow list, which comes with them: nobody on it is to be ' +
      'blocked. Services that refuse requests ask every few seconds and give the ETag back. Or those that are over, at most 1,000.',
  })
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'The ETag of the list that the caller has.' })
  @ApiOkResponse({ type: DecisionList })
  @ApiResponse({ status: 304, description: 'The decisions that hold are those that the caller has.' })
  async list(
    @Query() { status }: DecisionFilter,
    @Headers('If-None-Match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DecisionList | undefined> {
    if (status === 'past') return this.decisions.listPast();
    const { list, etag } = this.decisions.listOpen();
    void reply.header('etag', etag).header('cache-control', 'no-cache');
    if (!isSameTag(known, etag)) return list;
    void reply.status(304);
    return undefined;
  }

  @Post()
  @Access('admin')
  @Audited('security_decision.created', 'security_decision.extended')
  @ApiOperation({
    summary: 'Block somebody',
    description:
      'Services that refuse requests do so within seconds. Where a decision about the value holds, it holds until the later of both ends, ' +
      'and blocks if either does. Audited.',
  })
  @ApiCreatedResponse({ type: DecisionView })
  @ApiConflictResponse({ description: 'The value is on the allow list.', type: ProblemDetails })
  @ApiUnprocessableEntityResponse({ description: 'The decision has faults.', type: ProblemDetails })
  create(@Body() request: DecisionRequest, @CurrentActor() actor: Actor): Promise<DecisionView> {
    return this.decisions.create(request, actor);
  }

  @Delete(':decision_id')
  @HttpCode(204)
  @Access('admin')
  @Audited('security_decision.lifted')
  @ApiOperation({
    summary: 'Lift a decision',
    description: 'It ends now, and stays among the past ones. Audited.',
  })
  @ApiNoContentResponse({ description: 'The decision is lifted.' })
  @ApiNotFoundResponse({ description: 'There is no decision of this id.', type: ProblemDetails })
  @ApiConflictResponse({ description: 'The decision is over already.', type: ProblemDetails })
  async lift(@Param('decision_id', ParseUUIDPipe) decisionId: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.decisions.lift(decisionId, actor);
  }
}
