import { Injectable } from '@nestjs/common';
import type { ClientAuth, Configuration } from 'openid-client';
import { Environment } from '../../config/environment.js';
import { Clock } from '../../jobs/clock.js';
import { type Claims, findClaim } from './claimed-role.js';
import { type OpenIdConnectSettings, openIdConnectSettings } from './open-id-connect.settings.js';
import { providerFault, unavailable } from './provider-fault.js';
import type { SignInAttempt } from './sign-in-attempts.js';
import { SignInFault } from './sign-in-fault.js';

const TIMEOUT_SECONDS = 10;
/** What the provider says of itself is asked for again after this time; until there is an answer the old one holds. */
const REFRESH_MS = 3_600_000;

/** The package is loaded when somebody signs in this way, as most services start without. */
const load = () => import('openid-client');

/** The OpenID provider that is set: sends people there, and makes of what they come back with who they are. */
@Injectable()
export class IdentityProvider {
  readonly settings: OpenIdConnectSettings | undefined;
  private known: { configuration: Configuration; askedAt: number } | undefined;
  private asking: Promise<Configuration> | undefined;

  constructor(
    environment: Environment,
    private readonly clock: Clock,
  ) {
    this.settings = openIdConnectSettings(environment);
  }

  /** Begins an attempt. @throws SignInFault when the provider cannot be reached */
  async begin(redirectUri: string, returnTo: string): Promise<{ attempt: SignInAttempt; address: URL }> {
    const client = await load();
    const configuration = await this.configuration();
    const attempt: SignInAttempt = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      codeVerifier: client.randomPKCECodeVerifier(),
      redirectUri,
      returnTo,
    };
    const address = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: this.set.scopes,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(attempt.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { attempt, address };
  }

  /**
   * What the provider says of whoever came back.
   * @param query as it came, with its question mark
   * @throws SignInFault when it is not what the attempt asked for, or the provider cannot be reached
   */
  async finish(attempt: SignInAttempt, query: string): Promise<Claims & { sub: string }> {
    const client = await load();
    const configuration = await this.configuration();
    try {
      const tokens = await client.authorizationCodeGrant(configuration, new URL(attempt.redirectUri + query), {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.codeVerifier,
      });
      const claims = tokens.claims()!;
      const isComplete = findClaim(claims, this.set.roles.claim) !== undefined;
      if (isComplete || !configuration.serverMetadata().userinfo_endpoint) return claims;
      return { ...(await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)), ...claims };
    } catch (fault) {
      throw providerFault(fault, client);
    }
  }

  private get set(): OpenIdConnectSettings {
    if (!this.settings) throw new SignInFault('not_configured', 'no OpenID provider is set');
    return this.settings;
  }

  /** Asked for by many at once, the provider is asked once. */
  private async configuration(): Promise<Configuration> {
    const { known } = this;
    if (known && this.clock.now() - known.askedAt < REFRESH_MS) return known.configuration;
    this.asking ??= this.discover().finally(() => (this.asking = undefined));
    try {
      return await this.asking;
    } catch (fault) {
      if (known) return known.configuration;
      throw fault;
    }
  }

  private async discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.set;
    const client = await load();
    // By the provider's word, where it has one; basic is what the specification has it take otherwise.
    const [basic, post] = [client.ClientSecretBasic(clientSecret), client.ClientSecretPost(clientSecret)];
    const bySecret: ClientAuth = (server, ...rest) => {
      const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
      (methods.includes('client_secret_basic') ? basic : post)(server, ...rest);
    };
    try {
      const configuration = await client.discovery(
        new URL(issuer),
        clientId,
        {},
        clientSecret === undefined ? client.None() : bySecret,
        {
          timeout: TIMEOUT_SECONDS,
          execute: [
            client.enableNonRepudiationChecks,
            ...(issuer.startsWith('http:') ? [client.allowInsecureRequests] : []),
          ],
        },
      );
      this.known = { configuration, askedAt: this.clock.now() };
      return configuration;
    } catch (fault) {
      throw unavailable(fault);
    }
  }
}
