import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiBadRequestResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../http/access.decorator.js';
import { ProblemDetails } from '../../http/problem.dto.js';
import { NotificationDetail, NotificationFilter, NotificationPage } from './notification.dto.js';
import { NotificationQuery } from './notification.query.js';

@ApiTags('Notifications')
@Controller('notifications')
export class NotificationsController {
  constructor(private readonly notifications: NotificationQuery) {}

  @Get()
  @Access('protected')
  @ApiOperation({
    summary: 'List notifications',
    description: 'The log of deliveries: every notification, newest first, with its state and its last attempt.',
  })
  @ApiOkResponse({ type: NotificationPage })
  @ApiBadRequestResponse({ description: 'The filter has faults.', type: ProblemDetails })
  list(@Query() filter: NotificationFilter): Promise<NotificationPage> {
    return this.notifications.list(filter);
  }

  @Get(':notification_id')
  @Access('protected')
  @ApiOperation({
    summary: 'Read a notification',
    description: 'What was told, and every attempt with time, duration, status, answer and error.',
  })
  @ApiOkResponse({ type: NotificationDetail })
  @ApiNotFoundResponse({ description: 'There is no notification of this id.', type: ProblemDetails })
  get(@Param('notification_id', ParseUUIDPipe) notificationId: string): Promise<NotificationDetail> {
    return this.notifications.get(notificationId);
  }
}
