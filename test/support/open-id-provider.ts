import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

interface Options {
  redirectUris: string[];
  /** Without one it is a public client. */
  clientSecret?: string;
  /** Whether what is known of people stands in the ID token; it is in the user info in any case. */
  claimsInIdToken?: boolean;
  port?: number;
}

/** A real OpenID provider on this machine, whose people sign in without being asked anything. */
export class OpenIdProvider {
  static readonly clientId = 'monitoring';
  /** Who is signing in; null for somebody who would rather not. */
  account: string | null = 'ada';
  /** What is known of people, by their subject. */
  readonly people: Record<string, object> = {};
  private readonly cookies = new Map<string, string>();

  private constructor(
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  static async start({ redirectUris, clientSecret, claimsInIdToken = false, port = 0 }: Options) {
    const server = createServer();
    await once(server.listen(port, '127.0.0.1'), 'listening');
    const self = new OpenIdProvider(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server);
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const provider = new Provider(self.issuer, {
      clients: [
        {
          client_id: OpenIdProvider.clientId,
          redirect_uris: redirectUris,
          ...(clientSecret ? { client_secret: clientSecret } : { token_endpoint_auth_method: 'none' }),
        },
      ],
      claims: { openid: ['sub'], profile: ['name', 'roles', 'realm_access'] },
      scopes: ['openid', 'profile'],
      conformIdTokenClaims: !claimsInIdToken,
      jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'school' }] },
      cookies: { keys: ['for tests only'] },
      ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...self.people[id] }) }),
      // Nobody is asked whether this service may know who he is.
      loadExistingGrant: async ({ oidc }) => {
        const of = { clientId: oidc.client.clientId, accountId: oidc.session.accountId };
        const grant = new oidc.provider.Grant(of);
        grant.addOIDCScope('openid profile');
        await grant.save();
        return grant;
      },
    });
    const answer = provider.callback();
    server.on('request', (request, response) => {
      if (!request.url!.startsWith('/interaction/')) {
        answer(request, response);
        return;
      }
      const result = self.account === null ? { error: 'access_denied' } : { login: { accountId: self.account } };
      void provider.interactionFinished(request, response, result);
    });
    return self;
  }

  /** Goes to an address of the provider as a browser does. @returns where it sends back to */
  async visit(address: string): Promise<string> {
    this.cookies.clear();
    let next = address;
    for (let hops = 0; next.startsWith(this.issuer); hops++) {
      if (hops > 9) throw new Error(`too many redirects: ${next}`);
      const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(next, { redirect: 'manual', headers: { cookie } });
      for (const line of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
        this.cookies.set(name!, value!);
      }
      const location = answer.headers.get('location');
      if (!location) throw new Error(`${next} answered ${answer.status}: ${await answer.text()}`);
      next = new URL(location, next).href;
    }
    return next;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
