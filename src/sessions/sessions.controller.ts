import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Audited } from '../audit/audited.decorator.js';
import { CheckedToken, type VerifiedToken } from '../auth/jwt.strategy.js';
import { SessionCookies } from '../auth/sessions/session.cookies.js';
import type { Session, SessionRole } from '../auth/sessions/session.js';
import { DatabaseUnavailable } from '../database/database-unavailable.js';
import { Access } from '../http/access.decorator.js';
import { type Actor, CurrentActor, CurrentPrincipal, type Principal } from '../http/principal.js';
import { ProblemDetails } from '../http/problem.dto.js';
import { Problem } from '../http/problem.js';
import { IdentityProvider } from './open-id-connect/identity.provider.js';
import { type OpenIdConnectView, SignedIn, SignedOut, SignInRequest } from './session.dto.js';
import { SignIn } from './sign-in.js';

/** Where the token stands that somebody signs in with; a body of any shape comes here before it is checked. */
const tokenOf = ({ body }: FastifyRequest): string | undefined => {
  const token = (body as Partial<SignInRequest> | null | undefined)?.token;
  return typeof token === 'string' ? token : undefined;
};

@ApiTags('Session')
@Controller('session')
export class SessionsController {
  constructor(
    private readonly cookies: SessionCookies,
    private readonly signIn: SignIn,
    private readonly provider: IdentityProvider,
  ) {}

  @Post()
  @Access('protected', { tokenOf })
  @Audited('session.started')
  @ApiOperation({
    summary: 'Sign in to the pages with a token',
    description:
      'Takes a token and answers with a cookie that scripts cannot read. It is good for an hour, is renewed by use, and never outlives the token.',
  })
  @ApiCreatedResponse({ type: SignedIn })
  async start(
    @Body() _token: SignInRequest,
    @CheckedToken() { principal, statedExpiry, name }: VerifiedToken,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedIn> {
    const { subject } = principal;
    // The guard has let nobody else through.
    const role = principal.role as SessionRole;
    neverStored(reply);
    return this.viewOf(await this.signIn.start({ request, reply }, { subject, role, name }, statedExpiry, 'token'));
  }

  @Get()
  @Access('public')
  @ApiOperation({
    summary: 'Who is signed in',
    description: 'By the cookie of the request, which is renewed once less than half of its life is left.',
  })
  @ApiExtraModels(SignedIn, SignedOut)
  @ApiOkResponse({
    schema: { oneOf: [{ $ref: getSchemaPath(SignedIn) }, { $ref: getSchemaPath(SignedOut) }] },
    description: 'Also where nobody is signed in.',
  })
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedIn | SignedOut> {
    neverStored(reply);
    const value = this.cookies.valueOf(request);
    const session = value === undefined ? undefined : await this.find(request, reply, value);
    return session ? this.viewOf(session) : { signed_in: false, open_id_connect: this.openIdConnect };
  }

  @Delete()
  @HttpCode(204)
  @Access('protected')
  @Audited('session.ended')
  @ApiOperation({
    summary: 'Sign out',
    description: 'Ends the session: its cookies are refused from now on, by other replicas within a second.',
  })
  @ApiHeader({ name: 'X-CSRF-Token', required: false, description: 'The `csrf_token` of the session.' })
  @ApiNoContentResponse({ description: 'The session has ended.' })
  @ApiConflictResponse({
    description: 'The request came by a token: there is no session to end.',
    type: ProblemDetails,
  })
  async end(
    @CurrentPrincipal() { session }: Principal,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (!session) throw Problem.of(409, 'The request came by a token, not by a session: there is none to end.');
    await this.signIn.end({ request, reply }, session, actor);
  }

  /** While the database is away, the cookie's word is taken: the page has nothing of it, as every other route asks again. */
  private async find(request: FastifyRequest, reply: FastifyReply, value: string): Promise<Session | undefined> {
    try {
      const session = await this.cookies.verify(value);
      return session && this.cookies.renew(request, reply, session);
    } catch (fault) {
      if (fault instanceof DatabaseUnavailable) return this.cookies.read(value);
      throw fault;
    }
  }

  private get openIdConnect(): OpenIdConnectView | null {
    const { settings } = this.provider;
    return settings ? { name: settings.name } : null;
  }

  private viewOf({ subject, role, name, expiresAt, csrfToken }: Session): SignedIn {
    return {
      signed_in: true,
      subject,
      role,
      name,
      expires_at: new Date(expiresAt).toISOString(),
      csrf_token: csrfToken,
      open_id_connect: this.openIdConnect,
    };
  }
}

function neverStored(reply: FastifyReply): void {
  void reply.header('cache-control', 'no-store');
}
