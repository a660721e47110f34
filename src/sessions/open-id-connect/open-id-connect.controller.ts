import { Controller, Get, Logger, Query, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiOkResponse, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RateLimits } from '../../auth/rate-limits/rate-limits.js';
import { DatabaseUnavailable } from '../../database/database-unavailable.js';
import { Access } from '../../http/access.decorator.js';
import { noteRefusal } from '../../http/problem.filter.js';
import { logFieldsOf } from '../../http/request-context.js';
import { SignInStart } from './open-id-connect.dto.js';
import { OpenIdConnectSignIn } from './open-id-connect.sign-in.js';
import { SIGN_IN_FAULTS, SignInFault } from './sign-in-fault.js';

const FAULTS = `A fault sends to \`/?sign_in_fault=\` and one of ${SIGN_IN_FAULTS.map((code) => `\`${code}\``).join(', ')}.`;
const PAGE = { description: 'Never answered with: browsers are sent on.' };

@ApiTags('Session')
@Controller('session/open-id-connect')
export class OpenIdConnectController {
  private readonly logger = new Logger('sign-in');

  constructor(
    private readonly signIn: OpenIdConnectSignIn,
    private readonly limits: RateLimits,
  ) {}

  @Get()
  @Access('public')
  @ApiOperation({
    summary: 'Sign in by OpenID Connect',
    description: `A link to follow, not a call: sends the browser to the provider, with state, nonce and PKCE. ${FAULTS}`,
  })
  @ApiOkResponse(PAGE)
  @ApiFoundResponse({ description: 'The browser is sent to the provider.' })
  async begin(
    @Query() { return_to }: SignInStart,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(request, reply, 302, () => this.signIn.begin({ request, reply }, return_to));
  }

  @Get('callback')
  @Access('public')
  @ApiOperation({
    summary: 'Come back from the OpenID provider',
    description: `Where the provider sends the browser: signs in and sends it to where it wanted to go. ${FAULTS}`,
  })
  @ApiQuery({ name: 'code', required: false, description: 'What the provider gave.' })
  @ApiQuery({ name: 'state', required: false, description: 'What the provider was given.' })
  @ApiQuery({ name: 'iss', required: false, description: 'Who the provider is (RFC 9207).' })
  @ApiQuery({ name: 'error', required: false, description: 'Why the provider signed nobody in.' })
  @ApiOkResponse(PAGE)
  @ApiResponse({ status: 303, description: 'The browser is sent to where it wanted to go.' })
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.send(request, reply, 303, () => this.signIn.finish({ request, reply }));
  }

  /** Sends the browser to where `find` says, or with the fault to the start page. */
  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    status: 302 | 303,
    find: () => Promise<string>,
  ): Promise<void> {
    void reply.header('cache-control', 'no-store');
    let address: string;
    try {
      address = await find();
    } catch (fault) {
      address = `/?sign_in_fault=${this.note(request, asSignInFault(fault)).code}`;
    }
    await reply.redirect(address, status);
  }

  private note(request: FastifyRequest, fault: SignInFault): SignInFault {
    const { code, message, refusal } = fault;
    this.logger.warn({ ...logFieldsOf(request), sign_in_fault: code, reason: message }, 'signing in failed');
    if (refusal) {
      this.limits.countRefused(request);
      noteRefusal(request, refusal);
    }
    return fault;
  }
}

function asSignInFault(fault: unknown): SignInFault {
  if (fault instanceof SignInFault) return fault;
  if (fault instanceof DatabaseUnavailable) return new SignInFault('service_unavailable', fault.message);
  throw fault;
}
