import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiCreatedResponse,
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
import { fromWire, toWire } from '../naming.js';
import { SilenceFilter, SilenceList, SilenceRequest, SilenceView } from './silence.dto.js';
import { Silences } from './silences.js';

const UNKNOWN = { description: 'There is no silence of this id.', type: ProblemDetails };

@ApiTags('Muting')
@Controller('silences')
export class SilencesController {
  constructor(private readonly silences: Silences) {}

  @Get()
  @Access('protected')
  @ApiOperation({
    summary: 'List silences',
    description: 'Pending and active silences, or those of the given status, the last to end first; at most 1,000.',
  })
  @ApiOkResponse({ type: SilenceList })
  @ApiBadRequestResponse({ description: 'The filter has faults.', type: ProblemDetails })
  async list(@Query() { status = [] }: SilenceFilter): Promise<SilenceList> {
    return { items: (await this.silences.list(status)).map(toWire), next_cursor: null };
  }

  @Get(':silence_id')
  @Access('protected')
  @ApiOperation({
    summary: 'Read a silence',
    description: 'One silence, and whether it is pending, active or expired.',
  })
  @ApiOkResponse({ type: SilenceView })
  @ApiNotFoundResponse(UNKNOWN)
  async get(@Param('silence_id', ParseUUIDPipe) silenceId: string): Promise<SilenceView> {
    return toWire(await this.silences.get(silenceId));
  }

  @Post()
  @Access('admin')
  @Audited('silence.created')
  @ApiOperation({
    summary: 'Silence alerts',
    description:
      'Nobody is told of alerts that meet every matcher and begin to fire meanwhile. Those that still fire at its end are told then. Audited.',
  })
  @ApiCreatedResponse({ type: SilenceView })
  @ApiUnprocessableEntityResponse({ description: 'The silence has faults.', type: ProblemDetails })
  async create(@Body() request: SilenceRequest, @CurrentActor() actor: Actor): Promise<SilenceView> {
    return toWire(await this.silences.create(fromWire(request), actor));
  }

  @Post(':silence_id/expire')
  @HttpCode(200)
  @Access('admin')
  @Audited('silence.expired')
  @ApiOperation({
    summary: 'End a silence',
    description:
      'It ends now; one that is pending never begins. Alerts that it muted and that still fire are told. Audited.',
  })
  @ApiOkResponse({ type: SilenceView })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiConflictResponse({ description: 'The silence is over already.', type: ProblemDetails })
  async expire(
    @Param('silence_id', ParseUUIDPipe) silenceId: string,
    @CurrentActor() actor: Actor,
  ): Promise<SilenceView> {
    return toWire(await this.silences.expire(silenceId, actor));
  }
}
