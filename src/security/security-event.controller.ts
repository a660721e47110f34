import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MonitoringConfiguration } from '../configuration/monitoring-configuration.js';
import { Access } from '../http/access.decorator.js';
import { readBatchId } from '../http/batch-id.js';
import { Ingest } from '../http/ingest.decorator.js';
import type { IngestAnswer } from '../http/ingest.dto.js';
import { answerIngest, readItems } from '../http/ingest.js';
import { ProblemDetails } from '../http/problem.dto.js';
import { Clock } from '../jobs/clock.js';
import { securityEventCheck } from './check-security-event.js';
import { NewSecurityEvent, SecurityEventFilter, SecurityEventPage, SecurityEventView } from './security-event.dto.js';
import { SecurityEventQuery } from './security-event.query.js';
import { SecurityEventRecorder } from './security-event.recorder.js';

const EXAMPLE = {
  event_type: 'suspicious_login',
  severity: 'warning',
  description: 'Multiple failed login attempts from same IP',
  ip_address: '192.168.1.100',
  user_id: 'user123',
  additional_data: { attempt_count: 5 },
};

@ApiTags('Security')
@Controller('security/events')
export class SecurityEventController {
  constructor(
    private readonly recorder: SecurityEventRecorder,
    private readonly events: SecurityEventQuery,
    private readonly configuration: MonitoringConfiguration,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Ingest(NewSecurityEvent, { example: EXAMPLE, batchId: true })
  @ApiOperation({
    summary: 'Record security events',
    description:
      'Takes one event or an array of up to 10,000. An event sent again with its `event_id` counts once ' +
      '(one without a `timestamp` only within an hour).',
  })
  async record(@Body() body: unknown, @Headers('X-Batch-ID') batchHeader?: string): Promise<IngestAnswer> {
    const batchId = readBatchId(batchHeader);
    const read = readItems(body, securityEventCheck(this.clock.now(), this.configuration.current.log_retention_days));
    if (batchId) {
      for (const [i, event] of read.items.entries()) event.eventId ??= `${batchId}:${read.indexes[i]}`;
    }
    const ids = await this.recorder.record(read.items);
    return answerIngest(read, ids[0]);
  }

  @Get()
  @Access('protected')
  @ApiOperation({
    summary: 'List security events',
    description: 'Events that fit every given condition, newest first.',
  })
  @ApiOkResponse({ type: SecurityEventPage })
  list(@Query() filter: SecurityEventFilter): Promise<SecurityEventPage> {
    return this.events.list(filter);
  }

  @Get(':event_id')
  @Access('protected')
  @ApiOperation({
    summary: 'Read a security event',
    description: 'One event as the list has it, however old it is; the newest if several were sent under this id.',
  })
  @ApiOkResponse({ type: SecurityEventView })
  @ApiNotFoundResponse({ description: 'There is no event of this id, or it has expired.', type: ProblemDetails })
  get(@Param('event_id') eventId: string): Promise<SecurityEventView> {
    return this.events.get(eventId);
  }
}
