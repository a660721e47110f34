import { Body, Controller, Headers, Post, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readBatchId } from '../../../http/batch-id.js';
import { CurrentPrincipal, type Principal } from '../../../http/principal.js';
import { exportMetricsServiceRequest } from '../json/metric-messages.js';
import { OtlpDoor } from '../otlp-door.decorator.js';
import { exportAnswer, protobufOf } from '../otlp-wire.js';
import { OtlpMetricsIngest } from './otlp-metrics.ingest.js';

@ApiTags('Protocols')
@Controller('v1/metrics')
export class OtlpMetricsController {
  constructor(private readonly ingest: OtlpMetricsIngest) {}

  @Post()
  @OtlpDoor({
    summary: 'OTLP metrics',
    message: 'ExportMetricsServiceRequest',
    field: 'resourceMetrics',
    description: 'Increments (delta temporality) count each time they are sent, unless the request carries a batch id.',
  })
  @ApiHeader({
    name: 'X-Batch-ID',
    required: false,
    description: 'Up to 128 characters. Increments count once when the same batch is sent again.',
  })
  async export(
    @Body() body: unknown,
    @CurrentPrincipal() sender: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('X-Batch-ID') batchHeader?: string,
  ): Promise<string | Buffer> {
    const bytes = await protobufOf(request, body, exportMetricsServiceRequest);
    const { count, reasons } = await this.ingest.record(bytes, sender, readBatchId(batchHeader));
    const answer = exportAnswer(request, 'rejectedDataPoints', count, reasons);
    reply.type(answer.type);
    return answer.body;
  }
}
