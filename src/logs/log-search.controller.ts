import type { Readable } from 'node:stream';
import { Controller, Get, Header, Param, Query, Req } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access } from '../http/access.decorator.js';
import { CallerGone } from '../http/caller-gone.decorator.js';
import { ProblemDetails } from '../http/problem.dto.js';
import { contextOf } from '../http/request-context.js';
import { Clock } from '../jobs/clock.js';
import { LogCounts, LogCountsFilter } from './counts/log-counts.dto.js';
import { LogCountsQuery } from './counts/log-counts.query.js';
import { LogContext, LogContextFilter } from './log.dto.js';
import { LogQuery } from './log.query.js';
import { LogMatch, LogRange } from './log-filter.dto.js';
import { LogPatterns, LogPatternsFilter } from './patterns/log-patterns.dto.js';
import { LogPatternsQuery } from './patterns/log-patterns.query.js';
import { LogTail } from './tail/log.tail.js';

const TAIL_EXAMPLE = `event: log
data: {"log_id":"…","timestamp":"2026-11-23T22:15:00.000Z","level":"warn","message":"Payment 4711 took 3.2 s", …}

event: left_out
data: {"count":120}
`;

@ApiTags('Logs')
@Controller('logs')
export class LogSearchController {
  constructor(
    private readonly logs: LogQuery,
    private readonly countsQuery: LogCountsQuery,
    private readonly patternsQuery: LogPatternsQuery,
    private readonly followed: LogTail,
    private readonly clock: Clock,
  ) {}

  @Get('counts')
  @Access('protected')
  @ApiOperation({
    summary: 'Count log records over time',
    description:
      'By level, for each step of a range of time: the last hour unless told otherwise. Steps start at `start_time`.',
  })
  @ApiOkResponse({ type: LogCounts })
  counts(@Query() filter: LogCountsFilter): Promise<LogCounts> {
    return this.countsQuery.count(filter, this.clock.now());
  }

  @Get('patterns')
  @Access('protected')
  @ApiOperation({
    summary: 'Group log records by what they say',
    description:
      'Numbers, ids, addresses, times and quoted texts of the first line of each message become placeholders; records that are ' +
      'then alike are one pattern. The newest 10,000 records that fit are looked at, of the last hour unless told otherwise.',
  })
  @ApiOkResponse({ type: LogPatterns })
  patterns(@Query() filter: LogPatternsFilter): Promise<LogPatterns> {
    return this.patternsQuery.patterns(filter, this.clock.now());
  }

  @Get('tail')
  @Access('protected')
  @Header('Content-Type', 'text/event-stream; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  @Header('X-Accel-Buffering', 'no')
  @ApiOperation({
    summary: 'Follow the log',
    description:
      'Server-sent events: `log` with a record as soon as it is stored, whichever replica took it in, and `left_out` with the ' +
      'number of records that were too many for the client. A record comes within two seconds, unless it was written more than ' +
      '30 s before. Comments keep the connection alive. It ends after an hour, and when the service stops. At most 20 ' +
      'clients follow a replica; others are answered 429. The token goes in the header, which the `EventSource` of browsers ' +
      'cannot send: use `fetch`.',
  })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' }, example: TAIL_EXAMPLE } } })
  async tail(
    @Query() match: LogMatch,
    @CallerGone() caller: AbortSignal,
    @Req() request: FastifyRequest,
  ): Promise<Readable> {
    const events = await this.followed.follow(match, caller);
    contextOf(request)!.answeredAt = performance.now();
    return events;
  }

  @Get('export')
  @Access('protected')
  @Header('Content-Type', 'application/x-ndjson; charset=utf-8')
  @Header('Content-Disposition', 'attachment; filename="logs.ndjson"')
  @ApiOperation({
    summary: 'Export log records',
    description: 'Every record that fits as a line of JSON, oldest first, up to now unless told otherwise.',
  })
  @ApiProduces('application/x-ndjson')
  @ApiOkResponse({ content: { 'application/x-ndjson': { schema: { type: 'string' } } } })
  export(@Query() filter: LogRange): Promise<Readable> {
    return this.logs.export(filter, this.clock.now());
  }

  @Get(':log_id/context')
  @Access('protected')
  @ApiOperation({
    summary: 'Show a log record among its neighbours',
    description: 'The lines of the same service before and after it, by the time they were written.',
  })
  @ApiOkResponse({ type: LogContext })
  @ApiNotFoundResponse({ type: ProblemDetails, description: 'There is no such record.' })
  context(@Param('log_id') id: string, @Query() filter: LogContextFilter): Promise<LogContext> {
    return this.logs.context(id, filter);
  }
}
