import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { Audited } from '../../audit/audited.decorator.js';
import { Access } from '../../http/access.decorator.js';
import { type Actor, CurrentActor } from '../../http/principal.js';
import { ProblemDetails } from '../../http/problem.dto.js';
import { fromWire, toWire } from '../naming.js';
import type { LayerField } from './on-call.dto.js';
import {
  OnCallAnswer,
  OnCallFilter,
  OnCallScheduleList,
  OnCallSchedulePatch,
  OnCallScheduleRequest,
  OnCallScheduleView,
  OverrideList,
  OverrideRequest,
  OverrideView,
  ShiftFilter,
  ShiftList,
} from './on-call.dto.js';
import { OnCallRota } from './on-call.rota.js';
import { OnCallOverrides } from './on-call-overrides.js';
import { OnCallSchedules } from './on-call-schedules.js';

const NAME = { name: 'name', description: 'What escalation policies call the schedule.', example: 'operations' };
const UNKNOWN = { description: 'There is no on-call schedule of this name.', type: ProblemDetails };
const FAULTY = { description: 'The request has faults.', type: ProblemDetails };
const DEFAULTS = { description: '', timeZone: 'UTC' };

@ApiTags('On call')
@Controller('on-call-schedules')
export class OnCallSchedulesController {
  constructor(
    private readonly schedules: OnCallSchedules,
    private readonly overrides: OnCallOverrides,
    private readonly rota: OnCallRota,
  ) {}

  @Get()
  @Access('protected')
  @ApiOperation({ summary: 'List on-call schedules', description: 'Every schedule by name, and who is on call now.' })
  @ApiOkResponse({ type: OnCallScheduleList })
  async list(): Promise<OnCallScheduleList> {
    return { items: await this.rota.shown(await this.schedules.list()), next_cursor: null };
  }

  @Get(':name')
  @ApiParam(NAME)
  @Access('protected')
  @ApiOperation({ summary: 'Read an on-call schedule', description: 'One schedule, and who is on call now.' })
  @ApiOkResponse({ type: OnCallScheduleView })
  @ApiNotFoundResponse(UNKNOWN)
  async get(@Param('name') name: string): Promise<OnCallScheduleView> {
    const [shown] = await this.rota.shown([await this.schedules.get(name)]);
    return shown!;
  }

  @Get(':name/on-call')
  @ApiParam(NAME)
  @Access('protected')
  @ApiOperation({ summary: 'Who is on call', description: 'Who is on call now or at a given time, and until when.' })
  @ApiOkResponse({ type: OnCallAnswer })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiBadRequestResponse(FAULTY)
  async onCall(@Param('name') name: string, @Query() { at }: OnCallFilter): Promise<OnCallAnswer> {
    return this.rota.at(await this.schedules.get(name), at);
  }

  @Get(':name/shifts')
  @ApiParam(NAME)
  @Access('protected')
  @ApiOperation({
    summary: 'List shifts',
    description: 'Who is on call when, one after the other, of at most 31 days.',
  })
  @ApiOkResponse({ type: ShiftList })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiBadRequestResponse(FAULTY)
  async shifts(@Param('name') name: string, @Query() { start_time, end_time }: ShiftFilter): Promise<ShiftList> {
    return { items: await this.rota.between(await this.schedules.get(name), start_time, end_time), next_cursor: null };
  }

  @Post()
  @Access('admin')
  @Audited('on_call_schedule.created')
  @ApiOperation({
    summary: 'Add an on-call schedule',
    description: 'Escalation policies can name it at once. Audited.',
  })
  @ApiCreatedResponse({ type: OnCallScheduleView })
  @ApiConflictResponse({ description: 'Another schedule has this name.', type: ProblemDetails })
  @ApiUnprocessableEntityResponse(FAULTY)
  async create(@Body() request: OnCallScheduleRequest, @CurrentActor() actor: Actor): Promise<OnCallScheduleView> {
    const { layers, ...given } = fromWire(request);
    await this.schedules.create({ ...DEFAULTS, ...given, layers: whole(layers) }, actor);
    return this.get(request.name);
  }

  @Patch(':name')
  @ApiParam(NAME)
  @Access('admin')
  @Audited('on_call_schedule.changed')
  @ApiOperation({ summary: 'Change an on-call schedule', description: 'Changes what is given. Audited.' })
  @ApiOkResponse({ type: OnCallScheduleView })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiUnprocessableEntityResponse(FAULTY)
  async change(
    @Param('name') name: string,
    @Body() patch: OnCallSchedulePatch,
    @CurrentActor() actor: Actor,
  ): Promise<OnCallScheduleView> {
    const { layers, ...given } = fromWire(patch);
    await this.schedules.change(name, layers ? { ...given, layers: whole(layers) } : given, actor);
    return this.get(name);
  }

  @Delete(':name')
  @ApiParam(NAME)
  @HttpCode(204)
  @Access('admin')
  @Audited('on_call_schedule.deleted')
  @ApiOperation({
    summary: 'Delete an on-call schedule',
    description: 'With its overrides. Refused while escalation policies name it. Audited.',
  })
  @ApiNoContentResponse({ description: 'The schedule is deleted.' })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiConflictResponse({ description: 'Escalation policies name it.', type: ProblemDetails })
  async delete(@Param('name') name: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.schedules.delete(name, actor);
  }

  @Get(':name/overrides')
  @ApiParam(NAME)
  @Access('protected')
  @ApiOperation({ summary: 'List overrides', description: 'Those that are not over, the first to begin first.' })
  @ApiOkResponse({ type: OverrideList })
  @ApiNotFoundResponse(UNKNOWN)
  async listOverrides(@Param('name') name: string): Promise<OverrideList> {
    return { items: (await this.overrides.list(name)).map(toWire), next_cursor: null };
  }

  @Post(':name/overrides')
  @ApiParam(NAME)
  @Access('admin')
  @Audited('on_call_override.created')
  @ApiOperation({
    summary: 'Let somebody stand in',
    description: 'From one time to another the participant is on call, whatever the layers say. Audited.',
  })
  @ApiCreatedResponse({ type: OverrideView })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiUnprocessableEntityResponse(FAULTY)
  async addOverride(
    @Param('name') name: string,
    @Body() request: OverrideRequest,
    @CurrentActor() actor: Actor,
  ): Promise<OverrideView> {
    return toWire(await this.overrides.create(name, fromWire(request), actor));
  }

  @Delete(':name/overrides/:override_id')
  @ApiParam(NAME)
  @HttpCode(204)
  @Access('admin')
  @Audited('on_call_override.deleted')
  @ApiOperation({ summary: 'Delete an override', description: 'The layers hold again. Audited.' })
  @ApiNoContentResponse({ description: 'The override is deleted.' })
  @ApiNotFoundResponse({ description: 'There is no override of this id.', type: ProblemDetails })
  async deleteOverride(
    @Param('name') name: string,
    @Param('override_id', ParseUUIDPipe) overrideId: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.overrides.delete(name, overrideId, actor);
  }
}

function whole(
  layers: readonly LayerField[],
): (LayerField & { restrictions: NonNullable<LayerField['restrictions']> })[] {
  return layers.map((layer) => ({ ...layer, restrictions: layer.restrictions ?? [] }));
}
