import { freePort } from '../support/free-port.js';
import { OpenIdProvider } from '../support/open-id-provider.js';
import { CALLBACK, START, signIn, visitProvider } from '../support/open-id-sign-in.js';
import { startService } from '../support/service.js';
import { Visitor } from '../support/visitor.js';

describe('a provider with public clients that says all in the ID token', () => {
  it('does too, with roles down a path and a default for everybody else', async () => {
    const publicUrl = 'https://monitoring.example.org';
    const provider = await OpenIdProvider.start({ redirectUris: [publicUrl + CALLBACK], claimsInIdToken: true });
    const service = await startService({
      env: {
        PORT: String(await freePort()),
        PUBLIC_URL: publicUrl,
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: OpenIdProvider.clientId,
        OIDC_SCOPES: 'openid profile',
        OIDC_ROLE_CLAIM: 'realm_access.roles',
        OIDC_ADMIN_ROLES: 'boss',
        OIDC_DEFAULT_ROLE: 'viewer',
      },
    });
    try {
      Object.assign(provider.people, { ada: { realm_access: { roles: ['boss'] } } });
      for (const [account, role] of [
        ['ada', 'admin'],
        ['anybody', 'viewer'],
      ] as const) {
        provider.account = account;
        const visitor = new Visitor(service);
        expect(await signIn(provider, visitor, '?return_to=/logs')).toBe('/logs');
        expect((await visitor.request('GET', '/session')).body).toMatchObject({ subject: account, role });
      }
    } finally {
      await service.stop();
      await provider.stop();
    }
  });
});

describe('a provider that is away', () => {
  it('keeps nobody from the service, and is asked again once it is back', async () => {
    const [port, own] = [await freePort(), await freePort()];
    const redirectUris = [`http://127.0.0.1:${own}${CALLBACK}`];
    const service = await startService({
      env: {
        PORT: String(own),
        OIDC_ISSUER: `http://127.0.0.1:${port}`,
        OIDC_CLIENT_ID: OpenIdProvider.clientId,
        OIDC_SCOPES: 'openid profile',
        OIDC_DEFAULT_ROLE: 'viewer',
      },
    });
    let provider: OpenIdProvider | undefined;
    try {
      const visitor = new Visitor(service);
      const away = await visitor.request('GET', START);
      expect([away.status, away.headers.get('location')]).toEqual([302, '/?sign_in_fault=provider_unavailable']);
      expect((await visitor.request('GET', '/session')).body.open_id_connect).toEqual({ name: 'OpenID Connect' });
      expect((await visitor.signIn(service.token('viewer'))).status).toBe(201);

      provider = await OpenIdProvider.start({ redirectUris, port });
      const later = new Visitor(service);
      const back = await visitProvider(provider, later);
      await provider.stop();
      const gone = await later.request('GET', back);
      expect([gone.status, gone.headers.get('location')]).toEqual([303, '/?sign_in_fault=provider_unavailable']);

      provider = await OpenIdProvider.start({ redirectUris, port });
      expect(await signIn(provider, new Visitor(service))).toBe('/');
      const events = await service.query(
        `select from security_event_records where event_type = 'authentication_failure'`,
      );
      expect(events).toEqual([]);
    } finally {
      await service.stop();
      await provider?.stop();
    }
  });
});

describe('without a provider', () => {
  it('nobody is sent anywhere', async () => {
    const service = await startService();
    try {
      const [begun, back] = [START, `${START}/callback?code=a&state=b`].map((path) =>
        new Visitor(service).request('GET', path),
      );
      expect((await begun!).headers.get('location')).toBe('/?sign_in_fault=not_configured');
      expect((await back!).headers.get('location')).toBe('/?sign_in_fault=not_configured');
    } finally {
      await service.stop();
    }
  });
});
