import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiHeader,
  ApiPayloadTooLargeResponse,
  ApiUnprocessableEntityResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { Access } from './access.decorator.js';
import { IngestAnswer } from './ingest.dto.js';
import { MAX_ITEMS } from './ingest.js';
import { ProblemDetails } from './problem.dto.js';
import { Wire } from './wire-form.js';

/** What a route that takes in one object or an array (or `lines` of them) has in common: its access, its body and its answers. */
export function Ingest(item: Type, options: { example: object; batchId?: boolean; lines?: boolean }): MethodDecorator {
  const one = { $ref: getSchemaPath(item) };
  return applyDecorators(
    Access('protected', { role: 'ingest' }),
    HttpCode(201),
    ApiExtraModels(item),
    ApiBody({
      schema: { oneOf: [one, { type: 'array', minItems: 1, maxItems: MAX_ITEMS, items: one }] },
      examples: { one: { value: options.example }, many: { value: [options.example] } },
    }),
    ...(options.lines ? [Wire({ lines: true }), ApiConsumes('application/json', 'application/x-ndjson')] : []),
    ...(options.batchId
      ? [
          ApiHeader({
            name: 'X-Batch-ID',
            required: false,
            description:
              'Up to 128 characters. Items without an id of their own count once when the same batch is sent again.',
          }),
        ]
      : []),
    ApiCreatedResponse({
      type: IngestAnswer,
      description: 'The good items are stored; the others are named with their place, field and reason.',
    }),
    ApiPayloadTooLargeResponse({ type: ProblemDetails, description: 'The body is larger than MAX_BODY_BYTES.' }),
    ApiUnprocessableEntityResponse({
      type: ProblemDetails,
      description: 'Nothing was stored: every item has a fault, or there are too many.',
    }),
  );
}
