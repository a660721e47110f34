import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiPayloadTooLargeResponse } from '@nestjs/swagger';
import { Access } from '../../http/access.decorator.js';
import { Wire } from '../../http/wire-form.js';
import { OTLP_FORM } from './otlp-wire.js';

/** What a door says of itself. */
interface OtlpDoorDescription {
  readonly summary: string;
  /** The message it takes. */
  readonly message: string;
  /** The JSON name of its only field. */
  readonly field: string;
  /** What is said beside what all doors have in common. */
  readonly description: string;
}

/** What the routes of OTLP/HTTP have in common: their access, their encodings and their answers. */
export function OtlpDoor({ summary, message, field, description }: OtlpDoorDescription): MethodDecorator {
  return applyDecorators(
    HttpCode(200),
    Access('protected', { role: 'ingest' }),
    Wire(OTLP_FORM),
    ApiOperation({
      summary,
      description:
        `Takes an \`${message}\` of OTLP/HTTP, as protobuf or JSON, also compressed with gzip. The answer has the encoding of ` +
        'the request; what cannot be taken is counted in its `partial_success`, faults are told as `google.rpc.Status`. ' +
        description,
    }),
    ApiConsumes('application/x-protobuf', 'application/json'),
    ApiBody({
      schema: { type: 'object', properties: { [field]: { type: 'array', items: { type: 'object' } } } },
    }),
    ApiOkResponse({ description: 'What was not refused is stored.' }),
    ApiPayloadTooLargeResponse({ description: 'The body is larger than MAX_BODY_BYTES.' }),
  );
}
