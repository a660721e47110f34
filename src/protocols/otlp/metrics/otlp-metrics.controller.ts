import { Body, Controller, Headers, HttpCode, Post, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiPayloadTooLargeResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../../../http/access.decorator.js';
import { readBatchId } from '../../../http/batch-id.js';
import { CurrentPrincipal, type Principal } from '../../../http/principal.js';
import { Wire } from '../../../http/wire-form.js';
import { exportMetricsServiceRequest } from '../json/metric-messages.js';
import { exportAnswer, OTLP_FORM, protobufOf } from '../otlp-wire.js';
import { OtlpMetricsIngest } from './otlp-metrics.ingest.js';

@ApiTags('Protocols')
@Controller('v1/metrics')
export class OtlpMetricsController {
  constructor(private readonly ingest: OtlpMetricsIngest) {}

  @Post()
  @HttpCode(200)
  @Access('protected', { role: 'ingest' })
  @Wire(OTLP_FORM)
  @ApiOperation({
    summary: 'OTLP metrics',
    description:
      'Takes an `ExportMetricsServiceRequest` of OTLP/HTTP, as protobuf or JSON, also compressed with gzip. The answer has the ' +
      'encoding of the request; data points that cannot be taken are counted in its `partial_success`, faults are told as ' +
      '`google.rpc.Status`. Increments (delta temporality) count each time they are sent, unless the request carries a batch id.',
  })
  @ApiConsumes('application/x-protobuf', 'application/json')
  @ApiBody({
    schema: { type: 'object', properties: { resourceMetrics: { type: 'array', items: { type: 'object' } } } },
  })
  @ApiHeader({
    name: 'X-Batch-ID',
    required: false,
    description: 'Up to 128 characters. Increments count once when the same batch is sent again.',
  })
  @ApiOkResponse({ description: 'What was not refused is stored.' })
  @ApiPayloadTooLargeResponse({ description: 'The body is larger than MAX_BODY_BYTES.' })
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
