import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentPrincipal, type Principal } from '../../../http/principal.js';
import { exportTraceServiceRequest } from '../json/trace-messages.js';
import { OtlpDoor } from '../otlp-door.decorator.js';
import { exportAnswer, protobufOf } from '../otlp-wire.js';
import { OtlpTracesIngest } from './otlp-traces.ingest.js';

@ApiTags('Protocols')
@Controller('v1/traces')
export class OtlpTracesController {
  constructor(private readonly ingest: OtlpTracesIngest) {}

  @Post()
  @OtlpDoor({
    summary: 'OTLP traces',
    message: 'ExportTraceServiceRequest',
    field: 'resourceSpans',
    description: 'A span is known by its trace id and span id: sent again it counts once.',
  })
  async export(
    @Body() body: unknown,
    @CurrentPrincipal() sender: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | Buffer> {
    const bytes = await protobufOf(request, body, exportTraceServiceRequest);
    const { count, reasons } = await this.ingest.record(bytes, sender);
    const answer = exportAnswer(request, 'rejectedSpans', count, reasons);
    reply.type(answer.type);
    return answer.body;
  }
}
