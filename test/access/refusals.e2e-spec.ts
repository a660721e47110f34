import jwt from 'jsonwebtoken';
import { eventually } from '../support/eventually.js';
import { startService, type TestService } from '../support/service.js';
import { TokenIssuer, unsigned } from '../support/token-issuer.js';

const SECRET = 'a-secret-for-this-test-of-more-than-32-bytes';
const PREFIX = '/api/v1/monitoring';
const READS = '/alerts';
const ADMIN = '/ingest-keys';
const SENDS = '/errors';
/** Each case calls from an address of its own, so that each is an event of its own. */
const addressOf = (index: number) => `203.0.113.${index + 1}`;
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
const claims = (more: object = {}) => ({
  sub: 'somebody',
  role: 'admin',
  iss: 'school',
  aud: 'monitoring',
  exp: inSeconds(600),
  ...more,
});
const env = {
  JWT_ISSUER: 'school',
  JWT_AUDIENCE: 'monitoring',
  TRUSTED_PROXIES: '127.0.0.1',
  COLLECTOR_INTERVAL_SECONDS: '1',
};

interface Case {
  name: string;
  headers: () => Promise<Record<string, string>> | Record<string, string>;
  status: 401 | 403;
  method?: string;
  path?: string;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** Calls as each case says; then the answer is problem details that tell nothing else, and there is an event of it. */
async function expectRefusals(service: TestService, cases: Case[]): Promise<void> {
  for (const [index, { name, headers, status, method = 'GET', path = READS }] of cases.entries()) {
    const given = { ...(await headers()), 'x-forwarded-for': addressOf(index), 'x-request-id': `case-${index}` };
    const body = method === 'POST' ? {} : undefined;
    const answer = await service.request(method, path, { as: null, headers: given, body });
    expect({ name, status: answer.status, body: answer.body }).toEqual({
      name,
      status,
      body: {
        type: 'about:blank',
        title: status === 401 ? 'Unauthorized' : 'Forbidden',
        status,
        detail: expect.any(String),
        instance: PREFIX + path,
        request_id: `case-${index}`,
      },
    });
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer realm="monitoring"' : null);
  }
  for (const [index, { name, status, method = 'GET', path = READS }] of cases.entries()) {
    await eventually(async () => {
      const rows = await service.query(
        `select event_type, severity, host(ip_address) as address, endpoint, service, request_id, additional_data
         from security_event_records where ip_address = $1::inet`,
        [addressOf(index)],
      );
      expect({ name, rows }).toEqual({
        name,
        rows: [
          {
            event_type: status === 401 ? 'authentication_failure' : 'access_denied',
            severity: 'warning',
            address: addressOf(index),
            endpoint: `${method} ${PREFIX}${path}`,
            service: 'monitoring',
            request_id: `case-${index}`,
            additional_data: { status, count: 1 },
          },
        ],
      });
    });
  }
}

describe('callers who are refused, with a shared secret', () => {
  let service: TestService;
  const sign = (more: object = {}, secret = SECRET) => jwt.sign(JSON.stringify(claims(more)), secret);
  const token = (more: object = {}, secret?: string) => bearer(sign(more, secret));
  const makeKey = async () =>
    (await service.request('POST', ADMIN, { as: null, headers: token(), body: { name: 'students' } })).body;

  beforeAll(async () => {
    service = await startService({ env: { ...env, JWT_SECRET: SECRET } });
  });
  afterAll(() => service?.stop());

  it('lets a good token in', async () => {
    expect((await service.request('GET', READS, { as: null, headers: token() })).status).toBe(200);
  });

  it('are answered with problem details and recorded with address, route and request id', async () => {
    const revoked = await makeKey();
    const good = await makeKey();
    await service.request('DELETE', `${ADMIN}/${revoked.id}`, { as: null, headers: token() });
    await expectRefusals(service, [
      { name: 'no token', headers: () => ({}), status: 401 },
      { name: 'garbage', headers: () => bearer('\u00ff.\u00fe.garbage'), status: 401 },
      { name: 'three empty parts', headers: () => bearer('..'), status: 401 },
      { name: 'another scheme', headers: () => ({ authorization: 'Basic YWRtaW46YWRtaW4=' }), status: 401 },
      { name: 'wrong signature', headers: () => token({}, 'x'.repeat(40)), status: 401 },
      { name: 'claims changed after signing', headers: () => bearer(withOtherClaims(sign())), status: 401 },
      { name: 'alg: none', headers: () => bearer(unsigned(claims())), status: 401 },
      { name: 'HS512', headers: () => bearer(jwt.sign(claims(), SECRET, { algorithm: 'HS512' })), status: 401 },
      { name: 'expired', headers: () => token({ exp: inSeconds(-60) }), status: 401 },
      { name: 'not yet valid', headers: () => token({ nbf: inSeconds(60) }), status: 401 },
      { name: 'without an expiry', headers: () => token({ exp: undefined }), status: 401 },
      { name: 'another audience', headers: () => token({ aud: 'elsewhere' }), status: 401 },
      { name: 'another issuer', headers: () => token({ iss: 'elsewhere' }), status: 401 },
      { name: 'no role', headers: () => token({ role: undefined }), status: 403 },
      { name: 'viewer on an admin route', headers: () => token({ role: 'viewer' }), status: 403, path: ADMIN },
      { name: 'viewer who sends', headers: () => token({ role: 'viewer' }), status: 403, method: 'POST', path: SENDS },
      { name: 'ingest key that reads', headers: () => bearer(good.key), status: 403 },
      { name: 'ingest key on an admin route', headers: () => bearer(good.key), status: 403, path: ADMIN },
      { name: 'revoked key', headers: () => ({ 'x-api-key': revoked.key }), status: 401, method: 'POST', path: SENDS },
      { name: 'unknown key', headers: () => ({ 'x-api-key': `ocm_${'0'.repeat(64)}` }), status: 401 },
      { name: 'key with SQL in it', headers: () => ({ 'x-api-key': "' or true --" }), status: 401 },
    ]);
  });

  it('are added up: one event for those of one address to one route, with their count', async () => {
    const call = () =>
      service.request('GET', READS, {
        as: null,
        headers: { 'x-forwarded-for': '2001:db8::7', 'user-agent': 'guesser' },
      });
    await Promise.all(Array.from({ length: 200 }, call));
    await eventually(async () => {
      const rows = await service.query<{ count: number; user_agent: string }>(
        `select (additional_data->>'count')::int as count, user_agent from security_event_records
         where ip_address = '2001:db8::7' and event_type = 'authentication_failure'`,
      );
      expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(200);
      expect(rows.length).toBeLessThan(10);
      expect(rows[0]!.user_agent).toBe('guesser');
    });
  });

  it('are believed to come from where the proxy says only if it is an address', async () => {
    const headers = { 'x-forwarded-for': "1'; drop table", 'x-request-id': 'odd-address' };
    expect((await service.request('GET', READS, { as: null, headers })).status).toBe(401);
    await eventually(async () => {
      const rows = await service.query(
        `select ip_address from security_event_records where request_id = 'odd-address'`,
      );
      expect(rows).toEqual([{ ip_address: null }]);
    });
  });
});

describe('callers who are refused, with public keys (JWKS)', () => {
  let issuer: TokenIssuer;
  let service: TestService;

  beforeAll(async () => {
    issuer = await TokenIssuer.start();
    const keys = { JWT_SECRET: '', JWT_JWKS_URI: issuer.jwksUri, JWT_ALGORITHM: 'RS256' };
    service = await startService({ env: { ...env, ...keys } });
  });
  afterAll(async () => {
    await service?.stop();
    await issuer?.stop();
  });

  it('include those who sign with what everybody knows', async () => {
    const good = await issuer.sign(claims());
    expect((await service.request('GET', READS, { as: null, headers: bearer(good) })).status).toBe(200);
    await expectRefusals(service, [
      { name: 'HS256 with the public key as its secret', headers: () => bearer(issuer.forge(claims())), status: 401 },
      { name: 'HS256 with an empty secret', headers: () => bearer(withEmptySecret()), status: 401 },
      { name: 'alg: none', headers: () => bearer(unsigned(claims())), status: 401 },
      { name: 'claims changed', headers: () => bearer(withOtherClaims(good)), status: 401 },
      {
        name: 'another issuer',
        headers: async () => bearer(await issuer.sign(claims({ iss: 'elsewhere' }))),
        status: 401,
      },
      {
        name: 'expired',
        headers: async () => bearer(await issuer.sign(claims({ exp: inSeconds(-60) }))),
        status: 401,
      },
    ]);
  });
});

describe('an issuer that is away', () => {
  it('is no fault of the caller, who is asked to come back and not told where the issuer is', async () => {
    const issuer = await TokenIssuer.start();
    const good = await issuer.sign(claims());
    await issuer.stop();
    const service = await startService({ env: { ...env, JWT_SECRET: '', JWT_JWKS_URI: issuer.jwksUri } });
    try {
      const answer = await service.request('GET', READS, { as: null, headers: bearer(good) });
      expect(answer.status).toBe(503);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(JSON.stringify(answer.body)).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|jwks/i);
      await eventually(() => expect(service.output).toContain('the keys that tokens are checked with cannot be had'));
    } finally {
      await service.stop();
    }
  });
});

function withOtherClaims(token: string): string {
  const [header, , signature] = token.split('.');
  const body = Buffer.from(JSON.stringify(claims({ sub: 'somebody-else' }))).toString('base64url');
  return [header, body, signature].join('.');
}

function withEmptySecret(): string {
  const [head] = unsigned(claims()).split('.');
  return `${head}.${Buffer.from(JSON.stringify(claims())).toString('base64url')}.${Buffer.alloc(32).toString('base64url')}`;
}
