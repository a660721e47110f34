import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { startService, type TestService } from '../support/service.js';
import { ServiceProcess } from '../support/service-process.js';

const KEY_LESS = { as: null } as const;
const PORTAL = 'https://portal.example.org';
const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

describe('security headers', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  it.each<[string, string, number]>([
    ['an answer', '/status', 200],
    ['a refusal', '/ingest-keys', 401],
    ['a route that is not there', '/nowhere', 404],
    ['a file that is not there', '~/assets/missing.js', 404],
    ['an address that cannot be read', '~/%zz', 400],
    ['an address that is too long', `~/${'a'.repeat(9_000)}`, 414],
  ])('forbid everything of %s', async (_name, path, status) => {
    const answer = await service.request('GET', path, KEY_LESS);
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-security-policy': API_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });

  it.each(['~/', '~/docs', '~/docs/swagger-ui-bundle.js', '~/docs/swagger-ui-init.js', '~/docs/openapi.json'])(
    'let the page %s run its own scripts and no others, framed by nobody',
    async (path) => {
      const { status, headers } = await service.request('GET', path, KEY_LESS);
      expect(status).toBe(200);
      const policy = headers.get('content-security-policy')!.split(';');
      expect(policy).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          "script-src 'self'",
          "frame-ancestors 'none'",
          path === '~/' ? "base-uri 'self'" : "base-uri 'none'",
        ]),
      );
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      });
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
    },
  );
});

describe('behind TLS', () => {
  it('browsers are told to use nothing else, pages and answers alike', async () => {
    const donor = await startService();
    const port = await freePort();
    const [DATABASE_URL, DATA_DIR] = [donor.databaseUrl, donor.dataDir];
    const PUBLIC_URL = 'https://monitoring.example.org';
    const behindTls = ServiceProcess.spawn({ DATABASE_URL, DATA_DIR, PUBLIC_URL, PORT: String(port) });
    try {
      for (const path of ['/', '/docs', '/api/v1/monitoring/status', '/nowhere']) {
        const { headers } = await eventually(() => fetch(`http://127.0.0.1:${port}${path}`), { timeoutMs: 30_000 });
        expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
      }
    } finally {
      await behindTls.end('SIGTERM');
      await donor.stop();
    }
  });
});

describe('origins of other pages', () => {
  let closed: TestService;
  let open: TestService;

  beforeAll(async () => {
    [closed, open] = await Promise.all([startService(), startService({ env: { CORS_ORIGINS: PORTAL } })]);
  });
  afterAll(() => Promise.all([closed?.stop(), open?.stop()]));

  const ask = (service: TestService, origin: string, path = '/status') =>
    service.request('GET', path, { as: null, headers: { origin } });
  const preflight = (service: TestService, origin: string) =>
    service.request('OPTIONS', '/alert-rules', {
      as: null,
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });
  const allowed = ({ headers }: { headers: Headers }) => headers.get('access-control-allow-origin');

  it('may not call the API unless told otherwise, and HSTS is not claimed without TLS', async () => {
    const answer = await ask(closed, PORTAL);
    expect(answer.status).toBe(200);
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(answer.headers.get('strict-transport-security')).toBeNull();
    expect((await closed.request('GET', '~/', KEY_LESS)).headers.get('strict-transport-security')).toBeNull();
    expect(allowed(await preflight(closed, PORTAL))).toBeNull();
  });

  it('may call it when they are among CORS_ORIGINS, without credentials of the browser', async () => {
    const answer = await ask(open, PORTAL);
    expect(allowed(answer)).toBe(PORTAL);
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(answer.headers.get('vary')).toMatch(/origin/i);
    const asked = await preflight(open, PORTAL);
    expect(asked.status).toBe(204);
    expect(allowed(asked)).toBe(PORTAL);
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');
  });

  it.each(['https://evil.example.org', `${PORTAL}.evil.example`, 'http://portal.example.org', 'null'])(
    'may not when they are others: %s',
    async (origin) => {
      expect(allowed(await ask(open, origin))).toBeNull();
      expect(allowed(await preflight(open, origin))).toBeNull();
    },
  );

  it('may all send to the route of Sentry SDKs, as before', async () => {
    for (const service of [closed, open]) {
      const headers = { origin: 'https://any.example.org', 'content-type': 'text/plain' };
      const answer = await service.request('POST', '~/api/1/envelope/', { as: null, headers, body: '{}\n' });
      expect(answer.status).toBe(401);
      expect(allowed(answer)).toBe('*');
    }
  });
});
