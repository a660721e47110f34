import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiNoContentResponse,
  ApiOperation,
  ApiPayloadTooLargeResponse,
  ApiTags,
  ApiUnsupportedMediaTypeResponse,
} from '@nestjs/swagger';
import { Access } from '../../http/access.decorator.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { ProblemDetails } from '../../http/problem.dto.js';
import { Problem } from '../../http/problem.js';
import { Wire } from '../../http/wire-form.js';
import { RemoteWriteIngest } from './remote-write.ingest.js';

/** Remote write 2.0 names its message in the media type; 1.0 may, and then it is this. */
const OTHER_MESSAGE = /;\s*proto\s*=\s*"?(?!prometheus\.WriteRequest\b)/i;

@ApiTags('Protocols')
@Controller('api/v1/write')
export class RemoteWriteController {
  constructor(private readonly ingest: RemoteWriteIngest) {}

  @Post()
  @HttpCode(204)
  @Access('protected', { role: 'ingest' })
  @Wire({ protobuf: true, ownEncoding: 'snappy' })
  @ApiOperation({
    summary: 'Prometheus remote write',
    description:
      'Takes a `WriteRequest` of remote write 1.0: protobuf, compressed with Snappy (block format). Samples may come in any ' +
      'order. When some cannot be taken the answer is 400, and the others are stored.',
  })
  @ApiConsumes('application/x-protobuf')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiNoContentResponse({ description: 'Everything is stored.' })
  @ApiPayloadTooLargeResponse({
    type: ProblemDetails,
    description: 'The body is larger than MAX_BODY_BYTES, as it is sent or uncompressed.',
  })
  @ApiUnsupportedMediaTypeResponse({
    type: ProblemDetails,
    description: 'The body is another message, or compressed otherwise.',
  })
  write(
    @Body() body: unknown,
    @CurrentPrincipal() sender: Principal,
    @Headers('Content-Type') type = '',
    @Headers('Content-Encoding') encoding = 'snappy',
  ): Promise<void> {
    if (!Buffer.isBuffer(body) || OTHER_MESSAGE.test(type)) {
      throw Problem.of(415, 'Expected a WriteRequest of remote write 1.0 as application/x-protobuf.');
    }
    if (encoding !== 'snappy') throw Problem.of(415, 'Expected the content encoding snappy.');
    return this.ingest.record(body, sender);
  }
}
