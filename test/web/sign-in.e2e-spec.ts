import { freePort } from '../support/free-port.js';
import { OpenIdProvider } from '../support/open-id-provider.js';
import { CALLBACK } from '../support/open-id-sign-in.js';
import { describeInBrowser, WebStage } from '../support/web-stage.js';

const SECRET = 'a secret of the school';

describeInBrowser('signing in on the page', () => {
  let provider: OpenIdProvider;
  let stage: WebStage;
  /** Another site than the provider's: cookies are kept back as they are between sites on the internet. */
  let address: string;

  beforeAll(async () => {
    const port = await freePort();
    address = `http://localhost:${port}`;
    provider = await OpenIdProvider.start({
      redirectUris: [address + CALLBACK],
      clientSecret: SECRET,
      hasPage: true,
    });
    Object.assign(provider.people, { ada: { name: 'Ada Moyo', roles: ['heads'] }, pupil: { roles: ['pupils'] } });
    stage = await WebStage.start({
      env: {
        PORT: String(port),
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: OpenIdProvider.clientId,
        OIDC_CLIENT_SECRET: SECRET,
        OIDC_NAME: 'School account',
        OIDC_SCOPES: 'openid profile',
        OIDC_ADMIN_ROLES: 'heads',
      },
    });
  });
  beforeEach(async () => {
    provider.forged = undefined;
    await stage.page.context().clearCookies();
  });
  afterEach(() => {
    if (stage.complaints.length > 0) throw new Error(`The browser complains:\n${stage.complaints.join('\n')}`);
  });
  afterAll(async () => {
    await stage?.stop();
    await provider?.stop();
  });

  const page = () => stage.page;
  const heading = (name: string) => page().getByRole('heading', { level: 1, name });
  const sessionCookie = async () =>
    (await page().context().cookies(address)).find(({ name }) => name === 'monitoring_session');

  async function goToProvider(path = '/'): Promise<void> {
    await page().goto(address + path);
    await page().getByRole('link', { name: 'Sign in with School account' }).click();
    await heading('The school').waitFor();
    expect(new URL(page().url()).origin).toBe(provider.issuer);
  }

  async function signInAs(account: string): Promise<void> {
    await page().getByLabel('Account').fill(account);
    await page().getByRole('button', { name: 'Continue' }).click();
  }

  /** Waits for the sign-in page to say what went wrong; nobody is signed in then, and the address is clean. */
  async function expectFault(words: RegExp): Promise<void> {
    await heading('Sign in').waitFor();
    await page().getByRole('alert').getByText(words).waitFor();
    expect(page().url()).toBe(`${address}/`);
    expect(await sessionCookie()).toBeUndefined();
  }

  it('is done at the provider, comes back to where one wanted to go, and leaves scripts nothing to take', async () => {
    await page().goto(`${address}/logs?service=billing`);
    await heading('Sign in').waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('sign-in')).toBe(0);
    await goToProvider('/logs?service=billing');
    await signInAs('ada');

    await heading('Logs').waitFor();
    expect(page().url()).toBe(`${address}/logs?service=billing`);
    const card = page().getByRole('region', { name: 'Session' });
    await card.getByText('Ada Moyo').waitFor();
    await card.getByText('admin').waitFor();
    const cookie = (await sessionCookie())!;
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    const readable = await page().evaluate(() =>
      JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }, location.href]),
    );
    expect(readable).not.toContain(cookie.value);
    expect(readable).not.toMatch(/eyJ[\w-]+\.[\w-]+\.[\w-]+/);
    expect(await page().evaluate(() => [document.cookie, localStorage.length])).toEqual(['', 0]);

    await page().reload();
    await card.getByText('Ada Moyo').waitFor();
    await card.getByRole('button', { name: 'Sign out' }).click();
    await page().getByRole('alert').getByText('You signed out.').waitFor();
    expect(await sessionCookie()).toBeUndefined();
    const headers = { cookie: `${cookie.name}=${cookie.value}` };
    expect((await stage.service.request('GET', '/alerts', { as: null, headers })).status).toBe(401);
    await page().reload();
    await heading('Sign in').waitFor();
  });

  it('says so when somebody would rather not, and when nobody gave him a role', async () => {
    await goToProvider('/services');
    await page().getByRole('button', { name: 'Rather not' }).click();
    await expectFault(/^The sign-in provider let nobody in\.$/);
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('sign-in-refused')).toBe(0);

    await goToProvider();
    await signInAs('pupil');
    await expectFault(/nobody gave you a role here/);
  });

  it.each(['audience', 'signature'] as const)(
    'says so when the ID token has a false %s, and may be tried again',
    async (forged) => {
      provider.forged = forged;
      await goToProvider();
      await signInAs('ada');
      await expectFault(/^What came back from the sign-in provider was not genuine\./);

      provider.forged = undefined;
      // The provider knows him by now.
      await page().getByRole('link', { name: 'Sign in with School account' }).click();
      await heading('Overview').waitFor();
      await page().getByText('Ada Moyo').waitFor();
    },
  );
});
