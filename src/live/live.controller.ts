import type { Readable } from 'node:stream';
import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Access } from '../http/access.decorator.js';
import { CallerGone } from '../http/caller-gone.decorator.js';
import { CurrentPrincipal, type Principal } from '../http/principal.js';
import { ProblemDetails } from '../http/problem.dto.js';
import { contextOf } from '../http/request-context.js';
import { LiveFeed } from './live.feed.js';
import { TOPICS } from './topic.js';

const EXAMPLE = `: changes from now on

data: {"topics":["alerts","metrics"]}
`;

@ApiTags('Dashboard')
@Controller('live')
export class LiveController {
  constructor(private readonly feed: LiveFeed) {}

  @Get()
  @Access('protected')
  @Header('Content-Type', 'text/event-stream; charset=utf-8')
  @Header('Cache-Control', 'no-store')
  @Header('X-Accel-Buffering', 'no')
  @ApiOperation({
    summary: 'Hear what changes',
    description:
      `Server-sent events without a name, at most one a second, that say of which kinds there is something new: ${TOPICS.map((topic) => `\`${topic}\``).join(', ')}. ` +
      'Whichever replica took it in, it is told within about two seconds, of traces, logs and security events within ten at the latest; now and then twice. A ' +
      'comment comes every 15 s when nothing does. It ends after an hour, when the token expires, and when the service stops: ask again. At most 200 ' +
      'listen to a replica; others are answered 503. Without a cookie the token goes in the header, which the `EventSource` of browsers cannot send: use `fetch`.',
  })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' }, example: EXAMPLE } } })
  @ApiServiceUnavailableResponse({ type: ProblemDetails, description: 'Too many listen, or the database is away.' })
  async listen(
    @CurrentPrincipal() principal: Principal,
    @CallerGone() caller: AbortSignal,
    @Req() request: FastifyRequest,
  ): Promise<Readable> {
    const events = await this.feed.listen(principal, caller);
    contextOf(request)!.answeredAt = performance.now();
    return events;
  }
}
