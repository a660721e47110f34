import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { EmbeddedPostgres } from '../src/database/embedded/embedded-postgres.js';
import { BrowserPage, findChromium, startBrowser } from './support/browser.js';
import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const TOKEN_COMMAND = fileURLToPath(new URL('../dist/src/auth/token.cli.js', import.meta.url));
const HOSTILE = '<img src=x onerror="document.title=1">';

const found = findChromium();
if (!found) {
  const reason = 'Chromium was not found: set CHROMIUM_PATH to try the dashboard in it.';
  if (process.env.CI) throw new Error(reason);
  process.stdout.write(`Skipped: ${reason}\n`);
}

(found ? describe : describe.skip)('the dashboard in a browser', () => {
  const directory = mkdtempSync(join(tmpdir(), 'monitoring-web-'));
  let postgres: EmbeddedPostgres;
  let service: TestService;
  let chromium: Browser;
  let browser: BrowserPage;

  const startPostgres = () => EmbeddedPostgres.start(join(directory, 'postgres'), { settings: { fsync: 'off' } });

  beforeAll(async () => {
    chmodSync(directory, 0o755); // PostgreSQL may run under another account than the tests
    [postgres, chromium] = await Promise.all([startPostgres(), startBrowser()]);
    service = await startService({
      ownDatabase: false,
      // Without a secret of its own the service signs with one it keeps, and prints the first-run link.
      env: { DATABASE_URL: postgres.url, JWT_SECRET: undefined },
    });
  });
  afterAll(async () => {
    await chromium?.close();
    await service?.stop();
    await postgres?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  beforeEach(async () => {
    browser = await BrowserPage.open(chromium);
  });
  afterEach(async () => {
    await browser?.close();
  });

  const firstRunLink = () => /Dashboard\s+(\S+)/.exec(service.output)![1]!;
  const firstRunToken = () => firstRunLink().split('#token=')[1]!;
  const headline = () => browser.page.locator('h1');

  function send(path: string, body: unknown) {
    return service.request('POST', path, { as: null, body, headers: { authorization: `Bearer ${firstRunToken()}` } });
  }

  async function tokenFor(role: string): Promise<string> {
    const env = { ...process.env, DATA_DIR: service.dataDir, JWT_SECRET: undefined };
    const { stdout } = await promisify(execFile)(process.execPath, [TOKEN_COMMAND, '--role', role], { env });
    return stdout.trim();
  }

  async function signIn(query = ''): Promise<void> {
    await browser.page.goto(`${service.url}/${query}#token=${firstRunToken()}`);
    await browser.page.getByText('Live, updated').waitFor();
  }

  it('signs in by the first-run link, and shows what comes in without being loaded again', async () => {
    const { page } = browser;
    await page.goto(firstRunLink());
    await page.getByText('Live, updated').waitFor();
    expect(page.url()).toBe(`${service.url}/`);
    expect(await page.getByLabel('Session').innerText()).toMatch(/first-run\s+admin\s+Expires in 1[12]\sh/);
    await page.getByText('Connect a service').waitFor();

    const tags = { service: 'students', method: 'GET', route: '/students', status: '200' };
    const requests = { metric_name: 'http_requests_total', metric_type: 'counter', value: 120, tags };
    const duration = { metric_name: 'http_request_duration_ms', metric_type: 'histogram', value: 42, unit: 'ms', tags };
    expect((await send('/metrics', [requests, duration])).status).toBe(201);
    const error = { error_type: 'PaymentGatewayTimeout', error_message: HOSTILE, service: 'students' };
    expect((await send('/errors', error)).status).toBe(201);
    const alert = { name: `Card payments fail ${HOSTILE}`, severity: 'critical', tags: { service: 'students' } };
    expect((await send('/alerts', alert)).status).toBe(201);

    await page.getByRole('region', { name: 'Services' }).getByText('students', { exact: true }).waitFor();
    await page.getByRole('row', { name: /PaymentGatewayTimeout/ }).waitFor();
    await eventually(async () =>
      expect(await headline().innerText()).toBe(`1 alert firing: Card payments fail ${HOSTILE} (students)`),
    );
    expect(await page.title()).toBe('(1) Overview · Monitoring');
    expect(await page.getByText('Connect a service').count()).toBe(0);
    expect(await page.locator('main img').count()).toBe(0);

    expect(browser.complaints).toEqual([]);
    expect(browser.requested.filter((url) => !url.startsWith(`${service.url}/`))).toEqual([]);
  });

  it('keeps the time range in the address', async () => {
    const { page } = browser;
    await signIn();
    await page.getByText('6 h', { exact: true }).click();
    await page.getByText('Last 6 hours:').first().waitFor();
    expect(page.url()).toBe(`${service.url}/?window=6h`);
    await page.reload();
    await page.getByText('Last 6 hours:').first().waitFor();
    await page.getByText('15 min', { exact: true }).click();
    await page.goBack();
    await page.getByText('Last 6 hours:').first().waitFor();
    expect(browser.complaints).toEqual([]);
  });

  it('moves one cursor over all charts, by keyboard too', async () => {
    const { page } = browser;
    await signIn();
    const charts = page.getByRole('slider');
    await charts.first().focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    const positions = () => charts.evaluateAll((all) => all.map((chart) => chart.getAttribute('aria-valuetext')));
    await eventually(async () => {
      const times = (await positions()).map((text) => /^\d\d:\d\d:\d\d/.exec(text ?? '')?.[0]);
      expect(times.length).toBeGreaterThanOrEqual(8);
      expect(times).not.toContain(undefined);
    });
    await page.keyboard.press('Escape');
    await eventually(async () => expect((await positions()).every((text) => text?.startsWith('now '))).toBe(true));
  });

  it('rests while nobody looks', async () => {
    const { page } = browser;
    await page.clock.install();
    await signIn();
    const polls = () => browser.requested.filter((url) => url.includes('/dashboard?')).length;
    const show = (state: string) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'visibilityState', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);

    await show('hidden');
    const before = polls();
    await page.clock.fastForward(120_000);
    expect(polls()).toBe(before);
    await show('visible');
    await eventually(() => expect(polls()).toBeGreaterThan(before));
  });

  it('keeps what it knows, with its age, while the service cannot be reached or has no database', async () => {
    const { page } = browser;
    await signIn();
    const known = await headline().innerText();

    await browser.setOffline(true);
    await page.getByText('The monitoring service does not answer').waitFor();
    expect(await page.getByLabel('Connection').innerText()).toMatch(/Showing \d\d:\d\d:\d\d, \d+\ss old/);
    expect(await headline().innerText()).toBe(known);
    await browser.setOffline(false);
    await page.getByText('Live, updated').waitFor();

    await postgres.stop();
    await page.getByText('The monitoring service cannot read its data').waitFor();
    expect(await headline().innerText()).toBe(known);
    postgres = await startPostgres();
    await page.getByText('Live, updated').waitFor();
  });

  it('asks for a token, says why, and takes one', async () => {
    const { page } = browser;
    await page.goto(service.url);
    await page.getByText('Where do I get a token?').waitFor();
    const field = page.getByLabel('Token', { exact: true });
    const submit = page.getByRole('button', { name: 'Sign in' });

    await field.fill('hunter2');
    await submit.click();
    await page.getByText('This is not a token.').waitFor();
    await field.fill(`${firstRunToken().slice(0, -4)}AAAA`);
    await submit.click();
    await page.getByText('The service did not accept the token').waitFor();
    await field.fill(await tokenFor('ingest'));
    await submit.click();
    await page.getByText('A token with the role “ingest” may not read the dashboard.').waitFor();

    await field.fill(await tokenFor('viewer'));
    await submit.click();
    await page.getByText('Live, updated').waitFor();
    expect(await page.getByLabel('Session').innerText()).toContain('viewer');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You signed out.').waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  it('returns to the sign-in screen when its token is not good any more', async () => {
    const { page } = browser;
    await signIn();
    await page.evaluate(() => sessionStorage.setItem('monitoring.token', 'e30.e30.c2lnbmF0dXJl'));
    await page.reload();
    await page.getByText('The service did not accept the token').waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await page.goto(`${service.url}/#token=${firstRunToken()}`);
    await page.getByText('Live, updated').waitFor();
  });

  it.each(['light', 'dark'] as const)('fits a telephone and follows the system: %s', async (colorScheme) => {
    await browser.close();
    browser = await BrowserPage.open(chromium, {
      viewport: { width: 390, height: 844 },
      colorScheme,
      reducedMotion: 'reduce',
    });
    await signIn();
    expect(await browser.overflow()).toBe(0);
    const ground = await browser.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const lightness = Math.max(...[...ground.matchAll(/\d+/g)].map(([channel]) => Number(channel)));
    expect(lightness > 128 ? 'light' : 'dark').toBe(colorScheme);
    await browser.page.getByRole('button', { name: 'Open menu' }).click();
    await browser.page.getByRole('button', { name: 'Sign out' }).waitFor();
    expect(browser.complaints).toEqual([]);
  });
});
