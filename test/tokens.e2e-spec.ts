import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import jwt from 'jsonwebtoken';
import { startService, type TestService } from './support/service.js';
import { ServiceProcess } from './support/service-process.js';

const ADMIN_ROUTE = '/api/v1/monitoring/ingest-keys';
const cli = fileURLToPath(new URL('../dist/src/auth/token.cli.js', import.meta.url));

async function statusWith(url: string, token: string): Promise<number> {
  return (await fetch(url + ADMIN_ROUTE, { headers: { authorization: `Bearer ${token}` } })).status;
}

describe('without a configured secret', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'monitoring-data-'));
  let donor: TestService;

  beforeAll(async () => {
    donor = await startService();
  });
  afterAll(async () => {
    await donor?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('keeps a random one that only its account can read, and prints a first-run link that works', async () => {
    const env = { DATABASE_URL: donor.databaseUrl, DATA_DIR: dataDir, PORT: '0' };
    const service = ServiceProcess.spawn(env);
    const url = await service.listening();
    const token = /#token=(\S+)/.exec(service.output)![1]!;
    expect(await statusWith(url, token)).toBe(200);
    expect(statSync(join(dataDir, 'jwt-secret')).mode & 0o777).toBe(0o600);
    expect(service.output).not.toContain(readFileSync(join(dataDir, 'jwt-secret'), 'utf8'));

    const minted = execFileSync(process.execPath, [cli, '--role', 'viewer', '--ttl', '15m'], {
      env,
      cwd: tmpdir(),
      encoding: 'utf8',
    }).trim();
    expect(await statusWith(url, minted)).toBe(403);
    const { exp, iat } = jwt.decode(minted) as { exp: number; iat: number };
    expect(exp - iat).toBe(900);
    expect(() => execFileSync(process.execPath, [cli, '--role', 'king'], { env, stdio: 'pipe' })).toThrow(
      /--role viewer\|ingest\|admin/,
    );

    await service.end('SIGTERM');
    const again = ServiceProcess.spawn(env);
    expect(await statusWith(await again.listening(), token)).toBe(200);
    await again.end('SIGTERM');
  });
});

describe('HS256', () => {
  let service: TestService;
  const secret = 'another-secret-of-more-than-32-bytes-for-tests';
  const now = () => Math.floor(Date.now() / 1000);
  const sign = (claims: object, options: jwt.SignOptions = {}) => {
    const all = { role: 'admin', iss: 'school', aud: 'monitoring', exp: now() + 60, ...claims };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    return jwt.sign(given, secret, { subject: 'somebody', ...options });
  };

  beforeAll(async () => {
    service = await startService({ env: { JWT_SECRET: secret, JWT_ISSUER: 'school', JWT_AUDIENCE: 'monitoring' } });
  });
  afterAll(() => service?.stop());

  it('prints no token when the secret is configured', () => {
    expect(service.output).not.toContain('#token=');
  });

  it.each<[string, () => string, number]>([
    ['a good token', () => sign({}), 200],
    ['roles as a list', () => sign({ role: undefined, roles: ['teacher', 'admin'] }), 200],
    ['expired 20 s ago, within the clock skew', () => sign({ exp: now() - 20 }), 200],
    ['expired 40 s ago', () => sign({ exp: now() - 40 }), 401],
    ['not valid for another 20 s, within the clock skew', () => sign({ nbf: now() + 20 }), 200],
    ['not valid for another 60 s', () => sign({ nbf: now() + 60 }), 401],
    ['without an expiry', () => sign({ exp: undefined }), 401],
    ['another issuer', () => sign({ iss: 'elsewhere' }), 401],
    ['another audience', () => sign({ aud: 'elsewhere' }), 401],
    ['another algorithm', () => sign({}, { algorithm: 'HS512' }), 401],
    ['no algorithm at all', () => jwt.sign({ role: 'admin', exp: now() + 60 }, '', { algorithm: 'none' }), 401],
    [
      'another secret',
      () => jwt.sign({ role: 'admin', iss: 'school', aud: 'monitoring' }, 'x'.repeat(40), { expiresIn: 60 }),
      401,
    ],
    ['a role that is not known', () => sign({ role: 'king' }), 403],
    ['nonsense', () => 'nonsense', 401],
  ])('%s', async (_name, token, status) => {
    expect(await statusWith(service.url, token())).toBe(status);
    expect(await statusWith(service.url, token())).toBe(status);
  });

  it('refuses a remembered token once it has expired', async () => {
    const token = sign({ exp: now() - 28 });
    expect(await statusWith(service.url, token)).toBe(200);
    await new Promise((done) => setTimeout(done, 3500));
    expect(await statusWith(service.url, token)).toBe(401);
  });
});

describe('RS256 and ES256 by JWKS', () => {
  let issuer: Server;
  let service: TestService;
  const keys: Record<string, CryptoKey> = {};

  beforeAll(async () => {
    const published: JWK[] = [];
    for (const alg of ['RS256', 'ES256'] as const) {
      const pair = await generateKeyPair(alg, { extractable: true });
      keys[alg] = pair.privateKey;
      published.push({ ...(await exportJWK(pair.publicKey)), kid: alg, alg, use: 'sig' });
    }
    keys.unknown = (await generateKeyPair('RS256')).privateKey;
    issuer = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: published }));
    });
    await new Promise<void>((done) => issuer.listen(0, '127.0.0.1', done));
    const jwks = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/jwks.json`;
    service = await startService({ env: { JWT_SECRET: '', JWT_JWKS_URI: jwks } });
  });
  afterAll(async () => {
    await service?.stop();
    issuer?.close();
  });

  it.each([
    ['RS256', 'RS256', 200],
    ['ES256', 'ES256', 200],
    ['RS256 with a key that is not published', 'unknown', 401],
  ])('%s', async (_name, key, status) => {
    const alg = key === 'ES256' ? 'ES256' : 'RS256';
    const token = await new SignJWT({ role: 'admin' })
      .setProtectedHeader({ alg, kid: alg })
      .setExpirationTime('1m')
      .sign(keys[key]!);
    expect(await statusWith(service.url, token)).toBe(status);
  });

  it('refuses a token signed with HS256 and anything public as its secret', async () => {
    const token = jwt.sign({ role: 'admin' }, 'public', { algorithm: 'HS256', keyid: 'RS256', expiresIn: 60 });
    expect(await statusWith(service.url, token)).toBe(401);
  });

  it('does not mint tokens: they come from the issuer', () => {
    expect(service.output).not.toContain('#token=');
  });
});
