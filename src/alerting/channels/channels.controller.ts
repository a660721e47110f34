import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import {
  ApiBody,
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
import { fromWire } from '../naming.js';
import {
  ChannelList,
  ChannelPatch,
  ChannelPreview,
  ChannelPreviewRequest,
  ChannelRequest,
  ChannelTestRequest,
  ChannelTestResult,
  ChannelView,
} from './channel.dto.js';
import { ChannelChanges } from './channel-changes.js';
import { ChannelRemoval } from './channel-removal.js';
import { ChannelTrial } from './channel-trial.js';
import { type Channel, Channels } from './channels.js';
import { secretNames } from './check-definition.js';

const NAME = { name: 'name', description: 'What rules call the channel.', example: 'email' };
const UNKNOWN = { description: 'There is no channel of this name.', type: ProblemDetails };
const FAULTY = { description: 'The channel has faults.', type: ProblemDetails };
const NAME_TAKEN = { description: 'Another channel has this name.', type: ProblemDetails };
const BUILT_IN = { description: 'The channel is described by the environment.', type: ProblemDetails };

@ApiTags('Channels')
@Controller('channels')
export class ChannelsController {
  constructor(
    private readonly channels: Channels,
    private readonly changes: ChannelChanges,
    private readonly removal: ChannelRemoval,
    private readonly trial: ChannelTrial,
  ) {}

  @Get()
  @Access('admin')
  @ApiOperation({
    summary: 'List channels',
    description:
      'Where notifications can go: the channels of the environment, then those made here by name. Secrets are never shown.',
  })
  @ApiOkResponse({ type: ChannelList })
  async list(): Promise<ChannelList> {
    return { items: [...(await this.channels.current()).values()].map(viewOf), next_cursor: null };
  }

  @Get(':name')
  @ApiParam(NAME)
  @Access('admin')
  @ApiOperation({ summary: 'Read a channel', description: 'One channel, without its secrets.' })
  @ApiOkResponse({ type: ChannelView })
  @ApiNotFoundResponse(UNKNOWN)
  async get(@Param('name') name: string): Promise<ChannelView> {
    return viewOf(await this.channels.get(name));
  }

  @Post()
  @Access('admin')
  @Audited('channel.created')
  @ApiOperation({
    summary: 'Add a channel',
    description: 'Rules can name it at once. Its secrets are encrypted before they are stored. Audited.',
  })
  @ApiCreatedResponse({ type: ChannelView })
  @ApiConflictResponse(NAME_TAKEN)
  @ApiUnprocessableEntityResponse(FAULTY)
  async create(@Body() request: ChannelRequest, @CurrentActor() actor: Actor): Promise<ChannelView> {
    const { name, type, ...given } = fromWire(request);
    await this.changes.create({ name, type }, given, actor);
    return this.get(name);
  }

  @Patch(':name')
  @ApiParam(NAME)
  @Access('admin')
  @Audited('channel.changed')
  @ApiOperation({
    summary: 'Change a channel',
    description: 'Changes what is given; within settings and secrets likewise, and null removes one. Audited.',
  })
  @ApiOkResponse({ type: ChannelView })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiConflictResponse(BUILT_IN)
  @ApiUnprocessableEntityResponse(FAULTY)
  async change(
    @Param('name') name: string,
    @Body() patch: ChannelPatch,
    @CurrentActor() actor: Actor,
  ): Promise<ChannelView> {
    await this.changes.change(name, fromWire(patch), actor);
    return this.get(name);
  }

  @Delete(':name')
  @ApiParam(NAME)
  @HttpCode(204)
  @Access('admin')
  @Audited('channel.deleted')
  @ApiOperation({
    summary: 'Delete a channel',
    description: 'Refused while alert rules name it. Notifications that still were to go there are skipped. Audited.',
  })
  @ApiNoContentResponse({ description: 'The channel is deleted.' })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiConflictResponse({ description: 'Alert rules name it, or the environment describes it.', type: ProblemDetails })
  async delete(@Param('name') name: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.removal.delete(name, actor);
  }

  @Post(':name/test')
  @ApiParam(NAME)
  @HttpCode(200)
  @Access('admin')
  @Audited('channel.tested')
  @ApiOperation({
    summary: 'Try a channel',
    description:
      'Sends a test message now and tells what the receiving side really answered, also when it refused. With PagerDuty, send ' +
      'the event resolved afterwards. Audited.',
  })
  @ApiBody({ type: ChannelTestRequest, required: false })
  @ApiOkResponse({ type: ChannelTestResult })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiConflictResponse({ description: 'The channel is not configured.', type: ProblemDetails })
  test(
    @Param('name') name: string,
    @Body() { event = 'firing' }: ChannelTestRequest,
    @CurrentActor() actor: Actor,
  ): Promise<ChannelTestResult> {
    return this.trial.test(name, event, actor);
  }

  @Post('preview')
  @HttpCode(200)
  @Access('admin')
  @ApiOperation({
    summary: 'Preview a message',
    description:
      'Renders templates as a channel of the type would send them, about a given or a made-up alert. Nothing is sent.',
  })
  @ApiOkResponse({ type: ChannelPreview })
  @ApiNotFoundResponse({ description: 'There is no alert of this id.', type: ProblemDetails })
  @ApiUnprocessableEntityResponse({ description: 'The templates have faults.', type: ProblemDetails })
  async preview(@Body() request: ChannelPreviewRequest): Promise<ChannelPreview> {
    const { type, event = 'firing', alert_id, settings = {} } = request;
    const { title_template: titleTemplate = null, text_template: textTemplate = null } = request;
    const given = { type, settings, messagesPerMinute: null, grouping: null, titleTemplate, textTemplate };
    return { type, content: await this.trial.preview(given, event, alert_id) };
  }
}

function viewOf({ definition, sender, row }: Channel): ChannelView {
  const { name, type, settings, secrets } = definition;
  return {
    name,
    type,
    built_in: row === undefined,
    unavailable: sender.unavailable ?? definition.unavailable ?? null,
    settings: { ...settings },
    secrets: Object.fromEntries(
      secretNames(type).map((secret) => [secret, isSet(secrets[secret]) ? 'set' : 'not set']),
    ),
    messages_per_minute: definition.messagesPerMinute,
    grouping: definition.grouping,
    title_template: definition.titleTemplate,
    text_template: definition.textTemplate,
    created_at: row?.createdAt.toISOString() ?? null,
    updated_at: row?.updatedAt.toISOString() ?? null,
  };
}

function isSet(secret: string | undefined): boolean {
  return secret !== undefined && secret !== '{}';
}
