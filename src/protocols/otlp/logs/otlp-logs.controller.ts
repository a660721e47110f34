import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentPrincipal, type Principal } from '../../../http/principal.js';
import { exportLogsServiceRequest } from '../json/log-messages.js';
import { OtlpDoor } from '../otlp-door.decorator.js';
import { exportAnswer, protobufOf } from '../otlp-wire.js';
import { OtlpLogsIngest } from './otlp-logs.ingest.js';

@ApiTags('Protocols')
@Controller('v1/logs')
export class OtlpLogsController {
  constructor(private readonly ingest: OtlpLogsIngest) {}

  @Post()
  @OtlpDoor({
    summary: 'OTLP logs',
    message: 'ExportLogsServiceRequest',
    field: 'resourceLogs',
    description: 'The same request sent again counts once.',
  })
  async export(
    @Body() body: unknown,
    @CurrentPrincipal() sender: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | Buffer> {
    const bytes = await protobufOf(request, body, exportLogsServiceRequest);
    const { count, reasons } = await this.ingest.record(bytes, sender);
    const answer = exportAnswer(request, 'rejectedLogRecords', count, reasons);
    reply.type(answer.type);
    return answer.body;
  }
}
