import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { SignedInPerson } from '../../auth/sessions/session.js';
import { Environment } from '../../config/environment.js';
import { Clock } from '../../jobs/clock.js';
import { type Exchange, SignIn } from '../sign-in.js';
import { type Claims, claimedRole } from './claimed-role.js';
import { IdentityProvider } from './identity.provider.js';
import { returnPath } from './return-path.js';
import { SignInAttempts } from './sign-in-attempts.js';
import { SignInFault } from './sign-in-fault.js';

const CALLBACK = '/api/v1/monitoring/session/open-id-connect/callback';
/** A session ends so long after signing in, however much it is used: the provider is asked again whether he may. */
const LONGEST_MS = 12 * 3_600_000;

/** Signs people in by an OpenID provider: the code flow with PKCE (OpenID Connect Core 3.1, RFC 9700). */
@Injectable()
export class OpenIdConnectSignIn {
  constructor(
    private readonly environment: Environment,
    private readonly provider: IdentityProvider,
    private readonly attempts: SignInAttempts,
    private readonly signIn: SignIn,
    private readonly clock: Clock,
  ) {}

  /** @returns the provider's address to send the browser to */
  async begin({ request, reply }: Exchange, returnTo: string | undefined): Promise<string> {
    const { attempt, address } = await this.provider.begin(this.callbackOf(request), returnPath(returnTo));
    this.attempts.keep(request, reply, attempt);
    return address.href;
  }

  /** @returns the path that the browser wanted to go to */
  async finish(exchange: Exchange): Promise<string> {
    const { request, reply } = exchange;
    const attempt = this.attempts.take(request, reply);
    if (!this.provider.settings) throw new SignInFault('not_configured', 'no OpenID provider is set');
    if (!attempt) throw new SignInFault('attempt_expired', 'the browser has no attempt under way', 401);
    const { search } = new URL(request.url, attempt.redirectUri);
    const claims = await this.provider.finish(attempt, search);
    const role = claimedRole(claims, this.provider.settings.roles);
    if (!role) throw new SignInFault('no_role', `${claims.sub} has no role here`, 403);
    const person: SignedInPerson = { subject: claims.sub, role, name: nameOf(claims) };
    await this.signIn.start(exchange, person, this.clock.now() + LONGEST_MS, 'open_id_connect');
    return attempt.returnTo;
  }

  private callbackOf({ protocol, host }: FastifyRequest): string {
    return (this.environment.get('PUBLIC_URL') ?? `${protocol}://${host}`) + CALLBACK;
  }
}

function nameOf(claims: Claims): string | null {
  const names = [claims.name, claims.preferred_username, claims.email];
  return (names.find((name) => typeof name === 'string' && name !== '') as string | undefined) ?? null;
}
