import { Controller, Get, Header, HttpStatus, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Environment } from '../config/environment.js';
import { Access } from '../http/access.decorator.js';
import { Clock } from '../jobs/clock.js';
import { version } from '../version.js';
import { HealthView, StatusView } from './health.dto.js';
import { OwnHealth } from './own-health.js';

@ApiTags('Health')
@Controller()
export class HealthController {
  private readonly startedAt: number;
  private readonly service: string;
  private readonly startedAtText: string;

  constructor(
    environment: Environment,
    private readonly clock: Clock,
    private readonly own: OwnHealth,
  ) {
    this.startedAt = clock.now() - process.uptime() * 1000;
    this.startedAtText = new Date(this.startedAt).toISOString();
    this.service = environment.get('SERVICE_NAME');
  }

  @Get('health')
  @Access('public')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Check the service',
    description:
      'Tries the database, the way metrics take in, and the jobs, within three seconds. For load balancers and container health checks.',
  })
  @ApiOkResponse({ description: 'Everything is up.', type: HealthView })
  @ApiServiceUnavailableResponse({ description: 'Something is down: `checks` says what.', type: HealthView })
  async health(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthView> {
    const report = await this.own.check();
    if (report.status !== 'ok') reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return report;
  }

  @Get('status')
  @Access('public')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'See that the process is alive',
    description: 'Asks nothing of the database: it answers also while that is away.',
  })
  @ApiOkResponse({ type: StatusView })
  status(): StatusView {
    const now = this.clock.now();
    return {
      service: this.service,
      version,
      status: 'up',
      started_at: this.startedAtText,
      uptime_seconds: Math.floor((now - this.startedAt) / 1000),
      time: new Date(now).toISOString(),
    };
  }
}
