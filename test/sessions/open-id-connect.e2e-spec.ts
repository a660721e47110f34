import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { OpenIdProvider } from '../support/open-id-provider.js';
import { CALLBACK, START, signIn, visitProvider } from '../support/open-id-sign-in.js';
import { startService, type TestService } from '../support/service.js';
import { claimsOf, HOUR, nowSeconds } from '../support/session-tokens.js';
import { Visitor } from '../support/visitor.js';

const ATTEMPT = 'monitoring_sign_in';
const SECRET = 'a secret with signs: +/%&=';
const ROLES = { OIDC_ADMIN_ROLES: 'heads,boss', OIDC_VIEWER_ROLES: 'teachers' };

describe('signing in by OpenID Connect', () => {
  let provider: OpenIdProvider;
  let service: TestService;
  const people = (roles: Record<string, unknown>) => Object.assign(provider.people, roles);

  beforeAll(async () => {
    const port = await freePort();
    provider = await OpenIdProvider.start({
      redirectUris: [`http://127.0.0.1:${port}${CALLBACK}`, `https://proxied.example.org${CALLBACK}`],
      clientSecret: SECRET,
    });
    service = await startService({
      env: {
        PORT: String(port),
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: OpenIdProvider.clientId,
        OIDC_CLIENT_SECRET: SECRET,
        OIDC_NAME: 'School account',
        OIDC_SCOPES: 'openid profile',
        ...ROLES,
        TRUSTED_PROXIES: '127.0.0.1',
        COLLECTOR_INTERVAL_SECONDS: '1',
      },
    });
    people({
      ada: { name: 'Ada Moyo', roles: ['teachers', 'heads'] },
      vera: { roles: 'teachers' },
      pupil: { roles: [] },
    });
  });
  beforeEach(() => {
    provider.account = 'ada';
  });
  afterAll(async () => {
    await service?.stop();
    await provider?.stop();
  });

  it('is offered', async () => {
    expect((await new Visitor(service).request('GET', '/session')).body).toEqual({
      signed_in: false,
      open_id_connect: { name: 'School account' },
    });
  });

  it('sends to the provider with state, nonce and PKCE, which the browser keeps for ten minutes', async () => {
    const visitor = new Visitor(service);
    const answer = await visitor.request('GET', START);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const address = new URL(answer.headers.get('location')!);
    expect(address.origin).toBe(provider.issuer);
    expect(Object.fromEntries(address.searchParams)).toEqual({
      response_type: 'code',
      client_id: OpenIdProvider.clientId,
      redirect_uri: service.url + CALLBACK,
      scope: 'openid profile',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    expect(visitor.lastSet).toEqual([
      { name: ATTEMPT, value: expect.any(String), attributes: ['max-age=600', 'path=/', 'httponly', 'samesite=lax'] },
    ]);
    const again = new URL((await visitor.request('GET', START)).headers.get('location')!);
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(again.searchParams.get(name)).not.toBe(address.searchParams.get(name));
    }
  });

  it('signs in for twelve hours at the most, with the role of the claim, and comes out where one wanted to go', async () => {
    const visitor = new Visitor(service);
    expect(await signIn(provider, visitor, '?return_to=/traces%3Fservice%3Dbilling%23chart')).toBe(
      '/traces?service=billing#chart',
    );
    expect(visitor.cookies.has(ATTEMPT)).toBe(false);
    expect(visitor.lastSet.find(({ name }) => name === 'monitoring_session')!.attributes).toContain('samesite=strict');
    const { exp, end } = claimsOf(visitor.sessionCookie) as { exp: number; end: number };
    expect(Math.abs(exp - nowSeconds() - HOUR)).toBeLessThanOrEqual(5);
    expect(Math.abs(end - nowSeconds() - 12 * HOUR)).toBeLessThanOrEqual(5);

    const { body } = await visitor.request('GET', '/session');
    expect(body).toMatchObject({
      signed_in: true,
      subject: 'ada',
      role: 'admin',
      name: 'Ada Moyo',
      open_id_connect: { name: 'School account' },
    });
    visitor.csrfToken = body.csrf_token;
    expect((await visitor.change('POST', '/ingest-keys', { name: 'k' })).status).toBe(201);
    const { items } = (await visitor.request('GET', '/audit?actor=ada')).body;
    expect(items).toEqual([
      expect.objectContaining({ action: 'ingest_key.created' }),
      expect.objectContaining({ action: 'session.started', details: { role: 'admin', method: 'open_id_connect' } }),
    ]);
  });

  it('goes by the address that people use: by TLS behind a proxy, with cookies for TLS alone', async () => {
    const visitor = new Visitor(service, {
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'proxied.example.org',
      'x-forwarded-for': '203.0.113.9',
    });
    expect(await signIn(provider, visitor)).toBe('/');
    expect(visitor.lastSet.map(({ name, attributes }) => [name, attributes.includes('secure')])).toEqual([
      [`__Host-${ATTEMPT}`, true],
      ['__Host-monitoring_session', true],
    ]);
  });

  it('gives roles by the claim, and lets nobody in who has none', async () => {
    provider.account = 'vera';
    const vera = new Visitor(service);
    await signIn(provider, vera);
    expect((await vera.request('GET', '/session')).body).toMatchObject({ subject: 'vera', role: 'viewer', name: null });
    expect((await vera.request('GET', '/ingest-keys')).status).toBe(403);

    for (const account of ['pupil', 'nobody']) {
      provider.account = account;
      const visitor = new Visitor(service);
      expect(await signIn(provider, visitor)).toBe('/?sign_in_fault=no_role');
      expect(visitor.sessionCookie).toBe('');
    }
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/.//evil.example', '/%09/evil.example'])(
    'leads nobody away to %s',
    async (address) => {
      const query = `?return_to=${address.startsWith('/%') ? address : encodeURIComponent(address)}`;
      expect(await signIn(provider, new Visitor(service), query)).toBe('/');
    },
  );

  describe('refuses', () => {
    const faults: [string, string, (visitor: Visitor) => Promise<string>][] = [
      [
        'another state',
        'not_genuine',
        async (visitor) => (await visitProvider(provider, visitor)).replace(/state=[^&]+/, 'state=other'),
      ],
      [
        'no state',
        'not_genuine',
        async (visitor) => (await visitProvider(provider, visitor)).replace(/&state=[^&]+/, ''),
      ],
      [
        'a token for another nonce',
        'not_genuine',
        (visitor) =>
          visitProvider(provider, visitor, '', (address) => {
            address.searchParams.set('nonce', 'other');
            return address;
          }),
      ],
      [
        'a code that PKCE gave to another browser',
        'not_genuine',
        async (visitor) => {
          const stolen = new URLSearchParams((await visitProvider(provider, new Visitor(service))).split('?')[1]);
          const own = await visitProvider(provider, visitor);
          return own.replace(/code=[^&]+/, `code=${stolen.get('code')}`);
        },
      ],
      [
        'a code that was used before',
        'not_genuine',
        async (visitor) => {
          const back = await visitProvider(provider, visitor);
          const attempt = visitor.cookies.get(ATTEMPT)!;
          await visitor.request('GET', back);
          visitor.cookies.clear();
          visitor.cookies.set(ATTEMPT, attempt);
          return back;
        },
      ],
      [
        'another issuer',
        'not_genuine',
        async (visitor) => (await visitProvider(provider, visitor)).replace(/iss=[^&]+/, 'iss=https://evil.example'),
      ],
      ['a browser that did not ask', 'attempt_expired', async () => visitProvider(provider, new Visitor(service))],
      [
        'an attempt that was changed',
        'attempt_expired',
        async (visitor) => {
          const back = await visitProvider(provider, visitor);
          const [head, , signature] = visitor.cookies.get(ATTEMPT)!.split('.');
          const claims = { ...claimsOf(visitor.cookies.get(ATTEMPT)!), returnTo: '//evil.example' };
          const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
          visitor.cookies.set(ATTEMPT, `${head}.${body}.${signature}`);
          return back;
        },
      ],
      [
        'somebody who would rather not',
        'provider_refused',
        (visitor) => {
          provider.account = null;
          return visitProvider(provider, visitor);
        },
      ],
    ];

    it.each(faults.map((fault, index) => [...fault, `203.0.113.${index + 100}`] as const))(
      '%s, which is a failed login (%s)',
      async (_name, code, prepare, address) => {
        const visitor = new Visitor(service, { 'x-forwarded-for': address });
        const back = await prepare(visitor);
        const answer = await visitor.request('GET', back);
        expect([answer.status, answer.headers.get('location')]).toEqual([303, `/?sign_in_fault=${code}`]);
        expect(visitor.sessionCookie).toBe('');
        expect(visitor.cookies.has(ATTEMPT)).toBe(false);
        await eventually(async () => {
          // The provider is an internal address, which detections take for an attack.
          const rows = await service.query(
            "select event_type, endpoint from security_event_records where ip_address = $1::inet and event_type <> 'ssrf_attempt'",
            [address],
          );
          expect(rows).toEqual([{ event_type: 'authentication_failure', endpoint: `GET ${CALLBACK}` }]);
        });
      },
    );
  });

  it('tells the log why it failed, and nothing of codes, tokens and people', async () => {
    await eventually(() => expect(service.output).toContain('"sign_in_fault":"not_genuine"'));
    expect(service.output).not.toMatch(/code_verifier|id_token|access_token|Ada Moyo/);
    expect(service.output).not.toContain(SECRET);
  });
});
