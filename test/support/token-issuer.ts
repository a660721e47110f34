import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';

const KEY_ID = 'school';

/** A token issuer that publishes its public key under `jwksUri`, as a login service does. */
export class TokenIssuer {
  private constructor(
    readonly jwksUri: string,
    /** The published key as text, which anybody can have. */
    readonly publicPem: string,
    private readonly privateKey: CryptoKey,
    private readonly server: Server,
  ) {}

  static async start(): Promise<TokenIssuer> {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'RS256', use: 'sig' };
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    return new TokenIssuer(`http://127.0.0.1:${port}/jwks.json`, await exportSPKI(publicKey), privateKey, server);
  }

  sign(claims: Record<string, unknown>): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: KEY_ID }).sign(this.privateKey);
  }

  /** The forgery of RFC 8725, 2.1: an HMAC whose secret is the public key. */
  forge(claims: object): string {
    const text = [{ alg: 'HS256', typ: 'JWT', kid: KEY_ID }, claims].map(encode).join('.');
    return `${text}.${createHmac('sha256', this.publicPem).update(text).digest('base64url')}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** A token without a signature (`alg: none`). */
export function unsigned(claims: object): string {
  return `${[{ alg: 'none', typ: 'JWT' }, claims].map(encode).join('.')}.`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
