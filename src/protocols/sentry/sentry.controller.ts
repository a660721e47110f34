import { applyDecorators, Body, Controller, Header, HttpCode, Options, Param, Post } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { Access } from '../../http/access.decorator.js';
import { CurrentPrincipal, type Principal } from '../../http/principal.js';
import { Wire } from '../../http/wire-form.js';
import { SentryIngest } from './sentry.ingest.js';
import { sentryKeyOf } from './sentry-key.js';

const PATH = ':project_id/envelope';

/** Where SDKs put the ingest key of their DSN. */
const SentryKey = () =>
  applyDecorators(
    ApiHeader({
      name: 'X-Sentry-Auth',
      required: false,
      description: 'The ingest key as `Sentry sentry_key=…`; it may stand in `Authorization` as well.',
    }),
    ApiQuery({ name: 'sentry_key', required: false, description: 'The ingest key, as browsers give it.' }),
  );

@ApiTags('Protocols')
@Controller('api')
export class SentryController {
  constructor(private readonly ingest: SentryIngest) {}

  @Post(PATH)
  @HttpCode(200)
  @Access('protected', { role: 'ingest', keyOf: sentryKeyOf })
  @Wire({ anyType: true, ownJson: true, anyOrigin: true })
  @ApiOperation({
    summary: 'Sentry envelope',
    description:
      'Takes what Sentry SDKs send to the `sentry_dsn` of an ingest key, also compressed with gzip or brotli, from pages of any ' +
      'origin. Each `event` becomes an error of the service its tag `service` names, else of the one the key is named after, with its ' +
      'attachments; `transaction` and `span` become spans; `session`, `sessions` and `client_report` counts among the metrics. What of an event cannot be read is told in ' +
      'its `processing_errors`. Other items are taken and let go.',
  })
  @ApiParam({ name: 'project_id', example: '1', description: 'Any number: the key decides whose the errors are.' })
  @SentryKey()
  @ApiConsumes('application/x-sentry-envelope')
  @ApiBody({ schema: { type: 'string' } })
  @ApiOkResponse({
    schema: { type: 'object', properties: { id: { type: 'string' } } },
    description: 'All of it is stored.',
  })
  async envelope(
    @Param('project_id') _project: string,
    @Body() body: unknown,
    @CurrentPrincipal() sender: Principal,
  ): Promise<{ id?: string }> {
    return { id: await this.ingest.record(Buffer.isBuffer(body) ? body : Buffer.alloc(0), sender) };
  }

  @Post(':project_id/store')
  @HttpCode(200)
  @Access('protected', { role: 'ingest', keyOf: sentryKeyOf })
  @Wire({ anyType: true, ownJson: true })
  @ApiOperation({
    summary: 'Sentry event',
    description: 'Takes one event by itself, as SDKs of before 2023 send it, such as that of Python in Debian 12.',
  })
  @ApiParam({ name: 'project_id', example: '1' })
  @SentryKey()
  @ApiConsumes('application/json')
  @ApiBody({ schema: { type: 'object' } })
  @ApiOkResponse({ schema: { type: 'object', properties: { id: { type: 'string' } } }, description: 'It is stored.' })
  store(
    @Param('project_id') project: string,
    @Body() body: unknown,
    @CurrentPrincipal() sender: Principal,
  ): Promise<{ id?: string }> {
    const event = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const header = Buffer.from(`{}\n{"type":"event","length":${event.length}}\n`);
    return this.envelope(project, Buffer.concat([header, event]), sender);
  }

  /** What a browser asks before it sends a header of its own. */
  @Options(PATH)
  @HttpCode(204)
  @Access('public')
  @Wire({ anyOrigin: true })
  @Header('access-control-allow-methods', 'POST')
  @Header(
    'access-control-allow-headers',
    'content-type, content-encoding, x-sentry-auth, baggage, sentry-trace, traceparent',
  )
  @Header('access-control-max-age', '86400')
  @ApiOperation({ summary: 'Sentry envelope: may a page send one', description: 'Yes, of any origin.' })
  @ApiParam({ name: 'project_id', example: '1' })
  preflight(@Param('project_id') _project: string): void {}
}
