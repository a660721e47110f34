import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK } from 'jose';
import jwt from 'jsonwebtoken';
import Provider from 'oidc-provider';

const SIGN_IN_PAGE = `<!doctype html><html lang="en"><title>The school</title><link rel="icon" href="data:,">
  <h1>The school</h1><form method="post"><label>Account <input name="account"></label>
  <button>Continue</button> <button name="refuses" value="yes">Rather not</button></form></html>`;

interface Options {
  redirectUris: string[];
  /** Without one it is a public client. */
  clientSecret?: string;
  /** Whether what is known of people stands in the ID token; it is in the user info in any case. */
  claimsInIdToken?: boolean;
  port?: number;
  /** Whether people are asked who they are, on a page; else `account` is taken. */
  hasPage?: boolean;
}

/** A real OpenID provider on this machine, whose people sign in without being asked anything, or on a page. */
export class OpenIdProvider {
  static readonly clientId = 'monitoring';
  /** Who is signing in; null for somebody who would rather not. */
  account: string | null = 'ada';
  /** What is known of people, by their subject. */
  readonly people: Record<string, object> = {};
  /** What is false in the ID tokens that are handed out; nothing unless told. */
  forged: 'audience' | 'signature' | undefined;
  private readonly cookies = new Map<string, string>();

  private constructor(
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  static async start({ redirectUris, clientSecret, claimsInIdToken = false, port = 0, hasPage }: Options) {
    const server = createServer();
    await once(server.listen(port, '127.0.0.1'), 'listening');
    const self = new OpenIdProvider(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server);
    const { privateKey } = rsaKeys();
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
      if (request.url!.startsWith('/interaction/')) {
        void self.interact(provider, request, response, hasPage);
        return;
      }
      if (request.url === '/token' && self.forged) self.spoil(response, privateKey);
      answer(request, response);
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

  /** Finds out who signs in. */
  private async interact(provider: Provider, request: IncomingMessage, response: ServerResponse, hasPage = false) {
    let { account } = this;
    if (hasPage) {
      if (request.method !== 'POST') {
        response.setHeader('content-type', 'text/html').end(SIGN_IN_PAGE);
        return;
      }
      const form = new URLSearchParams(await text(request));
      account = form.has('refuses') ? null : form.get('account');
    }
    const result = account === null ? { error: 'access_denied' } : { login: { accountId: account } };
    await provider.interactionFinished(request, response, result);
  }

  /** Puts a forged ID token in the place of the one that the provider is about to answer. */
  private spoil(response: ServerResponse, ownKey: KeyObject): void {
    const end = response.end.bind(response);
    response.end = ((body: string | Buffer) => {
      const tokens = JSON.parse(String(body));
      const { header, payload } = jwt.decode(tokens.id_token, { complete: true })!;
      const claims = { ...(payload as object), ...(this.forged === 'audience' && { aud: 'another-service' }) };
      const key = this.forged === 'signature' ? rsaKeys().privateKey : ownKey;
      tokens.id_token = jwt.sign(claims, key, { algorithm: 'RS256', keyid: header.kid });
      const answer = JSON.stringify(tokens);
      response.setHeader('content-length', Buffer.byteLength(answer));
      return end(answer);
    }) as typeof response.end;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

function rsaKeys() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}
