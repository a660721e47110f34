import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiBody,
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
import { DEFAULT_CHANNELS } from '../channels/channel-definition.js';
import { fromWire } from '../naming.js';
import {
  AcknowledgeRequest,
  AlertDetail,
  AlertFilter,
  AlertPage,
  AlertView,
  CommentRequest,
  ManualAlertRequest,
  ResolveRequest,
} from './alert.dto.js';
import { AlertQuery, viewOf } from './alert.query.js';
import { AlertResponses } from './alert.responses.js';
import { type ManualAlert, ManualAlerts } from './manual-alerts.js';

const MANUAL_DEFAULTS = {
  description: '',
  source: 'manual',
  tags: {},
  metricName: null,
  condition: null,
  value: null,
  threshold: null,
  notificationChannels: DEFAULT_CHANNELS,
  escalationPolicy: null,
} satisfies Partial<ManualAlert>;

@ApiTags('Alerts')
@Controller('alerts')
export class AlertsController {
  constructor(
    private readonly alerts: AlertQuery,
    private readonly manual: ManualAlerts,
    private readonly responses: AlertResponses,
  ) {}

  @Get()
  @Access('protected')
  @ApiOperation({
    summary: 'List alerts',
    description: 'Pending and firing alerts, or those of the given status, newest first.',
  })
  @ApiOkResponse({ type: AlertPage })
  @ApiBadRequestResponse({ description: 'The filter has faults.', type: ProblemDetails })
  list(@Query() filter: AlertFilter): Promise<AlertPage> {
    return this.alerts.list(filter);
  }

  @Get(':alert_id')
  @Access('protected')
  @ApiOperation({
    summary: 'Read an alert',
    description: 'One alert with its history, its notifications and every attempt to deliver them.',
  })
  @ApiOkResponse({ type: AlertDetail })
  @ApiNotFoundResponse({
    description: 'There is no alert of this id; one that never fired is not kept.',
    type: ProblemDetails,
  })
  get(@Param('alert_id', ParseUUIDPipe) alertId: string): Promise<AlertDetail> {
    return this.alerts.get(alertId);
  }

  @Post()
  @Access('admin')
  @Audited('alert.raised')
  @ApiOperation({
    summary: 'Raise an alert',
    description: 'Raises an alert by hand. It fires at once and is notified. Audited.',
  })
  @ApiCreatedResponse({ type: AlertView })
  @ApiConflictResponse({ description: 'An alert of the same source, name and tags is open.', type: ProblemDetails })
  @ApiUnprocessableEntityResponse({ description: 'The alert has faults.', type: ProblemDetails })
  async raise(@Body() request: ManualAlertRequest, @CurrentActor() actor: Actor): Promise<AlertView> {
    return viewOf(await this.manual.raise({ ...MANUAL_DEFAULTS, ...fromWire(request) }, actor));
  }

  @Post(':alert_id/resolve')
  @HttpCode(200)
  @Access('admin')
  @Audited('alert.resolved')
  @ApiOperation({
    summary: 'Resolve an alert',
    description:
      'Resolves a pending or firing alert; who was told that it fires is told that it is over. While the condition still holds, ' +
      'its rule starts a new one. Audited.',
  })
  @ApiBody({ type: ResolveRequest, required: false })
  @ApiOkResponse({ type: AlertView })
  @ApiNotFoundResponse({ description: 'There is no alert of this id.', type: ProblemDetails })
  @ApiConflictResponse({ description: 'The alert is resolved already.', type: ProblemDetails })
  @ApiUnprocessableEntityResponse({ description: 'The comment has faults.', type: ProblemDetails })
  async resolve(
    @Param('alert_id', ParseUUIDPipe) alertId: string,
    @Body() { comment = null }: ResolveRequest,
    @CurrentActor() actor: Actor,
  ): Promise<AlertView> {
    return viewOf(await this.manual.resolve(alertId, comment, actor));
  }

  @Post(':alert_id/acknowledge')
  @HttpCode(200)
  @Access('admin')
  @Audited('alert.acknowledged')
  @ApiOperation({
    summary: 'Acknowledge an alert',
    description: 'Tells that somebody has taken charge of a firing alert; it goes on firing. Audited.',
  })
  @ApiBody({ type: AcknowledgeRequest, required: false })
  @ApiOkResponse({ type: AlertView })
  @ApiNotFoundResponse({ description: 'There is no alert of this id.', type: ProblemDetails })
  @ApiConflictResponse({ description: 'The alert does not fire, or is acknowledged already.', type: ProblemDetails })
  @ApiUnprocessableEntityResponse({ description: 'The comment has faults.', type: ProblemDetails })
  async acknowledge(
    @Param('alert_id', ParseUUIDPipe) alertId: string,
    @Body() { comment = null }: AcknowledgeRequest,
    @CurrentActor() actor: Actor,
  ): Promise<AlertView> {
    return viewOf(await this.responses.acknowledge(alertId, comment, actor));
  }

  @Post(':alert_id/unacknowledge')
  @HttpCode(200)
  @Access('admin')
  @Audited('alert.unacknowledged')
  @ApiOperation({
    summary: 'Take an acknowledgement back',
    description: 'Nobody is in charge of the alert any more. Audited.',
  })
  @ApiBody({ type: AcknowledgeRequest, required: false })
  @ApiOkResponse({ type: AlertView })
  @ApiNotFoundResponse({ description: 'There is no alert of this id.', type: ProblemDetails })
  @ApiConflictResponse({ description: 'The alert does not fire, or is not acknowledged.', type: ProblemDetails })
  @ApiUnprocessableEntityResponse({ description: 'The comment has faults.', type: ProblemDetails })
  async unacknowledge(
    @Param('alert_id', ParseUUIDPipe) alertId: string,
    @Body() { comment = null }: AcknowledgeRequest,
    @CurrentActor() actor: Actor,
  ): Promise<AlertView> {
    return viewOf(await this.responses.unacknowledge(alertId, comment, actor));
  }

  @Post(':alert_id/comments')
  @HttpCode(200)
  @Access('admin')
  @Audited('alert.commented')
  @ApiOperation({
    summary: 'Comment on an alert',
    description: 'Adds a line to the history of an alert, open or resolved. Audited.',
  })
  @ApiOkResponse({ type: AlertView })
  @ApiNotFoundResponse({ description: 'There is no alert of this id.', type: ProblemDetails })
  @ApiUnprocessableEntityResponse({ description: 'The comment has faults.', type: ProblemDetails })
  async comment(
    @Param('alert_id', ParseUUIDPipe) alertId: string,
    @Body() request: CommentRequest,
    @CurrentActor() actor: Actor,
  ): Promise<AlertView> {
    return viewOf(await this.responses.comment(alertId, request.comment, actor));
  }
}
