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
    await live();
  }

  const live = () => browser.page.locator('[aria-label="Live updates: Live"]').waitFor({ state: 'attached' });

  it('signs in by the first-run link, and shows what comes in without being loaded again', async () => {
    const { page } = browser;
    await page.goto(firstRunLink());
    await live();
    expect(page.url()).toBe(`${service.url}/`);
    expect(await page.getByLabel('Session').innerText()).toMatch(/first-run\s+admin/);
    expect(await page.evaluate(() => [sessionStorage.length, localStorage.length, document.cookie])).toEqual([
      0,
      0,
      '',
    ]);
    await page.getByText('Connect a service').waitFor();

    const tags = { service: 'students', method: 'GET', route: '/students', status: '200' };
    const requests = { metric_name: 'http_requests_total', metric_type: 'counter', value: 120, tags };
    const duration = { metric_name: 'http_request_duration_ms', metric_type: 'histogram', value: 42, unit: 'ms', tags };
    expect((await send('/metrics', [requests, duration])).status).toBe(201);
    const error = { error_type: 'PaymentGatewayTimeout', error_message: HOSTILE, service: 'students' };
    expect((await send('/errors', error)).status).toBe(201);
    const alert = { name: `Card payments fail ${HOSTILE}`, severity: 'critical', tags: { service: 'students' } };
    expect((await send('/alerts', alert)).status).toBe(201);

    await page
      .getByRole('region', { name: 'Services' })
      .getByRole('link', { name: 'students', exact: true })
      .first()
      .waitFor();
    await page.getByRole('row', { name: /PaymentGatewayTimeout/ }).waitFor();
    await page.getByText(`1 alert firing: Card payments fail ${HOSTILE} (students)`).waitFor();
    const changed = page.getByRole('region', { name: 'What changed' });
    await changed.getByText(/Alert fired Card payments fail/).waitFor();
    await changed.getByText(/New error .*PaymentGatewayTimeout/).waitFor();
    expect(await page.title()).toBe('(1) Overview · Monitoring');
    expect(await page.getByText('Connect a service').count()).toBe(0);
    expect(await page.locator('main img').count()).toBe(0);

    expect(browser.complaints).toEqual([]);
    expect(browser.requested.filter((url) => !url.startsWith(`${service.url}/`))).toEqual([]);
  });

  it('keeps the time range in the address, on the way to other pages and back', async () => {
    const { page } = browser;
    const range = page.getByRole('button', { name: /^Time range/ });
    await signIn();
    await range.click();
    await page.getByRole('button', { name: 'Last 6 hours' }).click();
    await page.getByRole('button', { name: 'Time range: Last 6 hours' }).waitFor();
    expect(page.url()).toBe(`${service.url}/?range=6h`);
    await page.reload();
    await page.getByRole('button', { name: 'Time range: Last 6 hours' }).waitFor();
    await page.getByRole('link', { name: 'Services', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Services' }).waitFor();
    expect(page.url()).toBe(`${service.url}/services?range=6h`);
    await page.goBack();

    const chart = (await page.getByRole('slider', { name: 'Request rate, time' }).boundingBox())!;
    const at = (share: number) => [chart.x + chart.width * share, chart.y + chart.height / 2] as const;
    await page.mouse.move(...at(0.4));
    await page.mouse.down();
    await page.mouse.move(...at(0.7), { steps: 5 });
    await page.mouse.up();
    await page.waitForURL(/\?from=.*&to=/);
    const shown = new URL(page.url()).searchParams;
    const hours = (Date.parse(shown.get('to')!) - Date.parse(shown.get('from')!)) / 3_600_000;
    expect(hours).toBeGreaterThan(1.5);
    expect(hours).toBeLessThan(3);
    await page.goBack();
    await page.getByRole('button', { name: 'Time range: Last 6 hours' }).waitFor();
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

  it('has keys for everything, and shows the call behind a panel and its table', async () => {
    const { page } = browser;
    await signIn();
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await page.getByRole('heading', { level: 1, name: 'Traces' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    const search = page.getByRole('combobox', { name: 'Search' });
    await search.fill('students');
    await page.getByRole('option', { name: /Service students/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`${service.url}/services/students`);
    await page.keyboard.press('g');
    await page.keyboard.press('o');

    await page.getByRole('button', { name: 'More about Request rate' }).click();
    await page.getByRole('menuitem', { name: 'Show as a table' }).click();
    await page.getByRole('region', { name: 'Request rate' }).getByRole('columnheader', { name: 'requests' }).waitFor();
    await page.getByRole('button', { name: 'More about Request rate' }).click();
    await page.getByRole('menuitem', { name: 'Show the API call' }).click();
    await page.getByText(/curl -H .*\/api\/v1\/monitoring\/dashboard\?start_time=/).waitFor();
    expect(browser.complaints).toEqual([]);
  });

  it('rests while nobody looks, and when it is told to', async () => {
    const { page } = browser;
    await page.clock.install();
    await signIn();
    const asked = () => browser.requested.filter((url) => /dashboard\?|\/live/.test(url)).length;
    const show = (isHidden: boolean) =>
      page.evaluate((hidden) => {
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, isHidden);

    await show(true);
    const before = asked();
    await page.clock.fastForward(120_000);
    expect(asked()).toBe(before);
    await show(false);
    await eventually(() => expect(asked()).toBeGreaterThan(before + 1));

    await page.getByRole('button', { name: 'Live updates: Live' }).click();
    await page.getByRole('button', { name: 'Live updates: Paused' }).waitFor();
    const paused = asked();
    await page.clock.fastForward(120_000);
    expect(asked()).toBe(paused);
  });

  it('keeps what it knows, with its age, while the service cannot be reached or has no database', async () => {
    const { page } = browser;
    await signIn();
    const banner = page.getByText(/alert firing/).first();
    const known = await banner.innerText();
    const isBack = () => page.getByLabel('Connection').waitFor({ state: 'detached' });

    await browser.setOffline(true);
    await page.getByText('The monitoring service does not answer').waitFor();
    expect(await page.getByLabel('Connection').innerText()).toMatch(/Showing \d\d:\d\d:\d\d, \d+\ss old/);
    expect(await banner.innerText()).toBe(known);
    await browser.setOffline(false);
    await isBack();

    await postgres.stop();
    await page.getByText('The monitoring service cannot read its data').waitFor();
    expect(await banner.innerText()).toBe(known);
    postgres = await startPostgres();
    await isBack();
  });

  it('asks for a token, says why, and takes one', async () => {
    const { page } = browser;
    await page.goto(`${service.url}/traces?range=6h`);
    await page.getByText('Where do I get a token?').waitFor();
    const field = page.getByLabel('Token', { exact: true });
    const submit = page.getByRole('button', { name: 'Sign in' });

    await field.fill('hunter2');
    await submit.click();
    await page.getByText('This is not a token.').waitFor();
    await field.fill(`${firstRunToken().slice(0, -4)}AAAA`);
    await submit.click();
    await page.getByText(/The token was refused/).waitFor();
    await field.fill(await tokenFor('ingest'));
    await submit.click();
    await page.getByText(/role ingest/).waitFor();

    await field.fill(await tokenFor('viewer'));
    await submit.click();
    await page.getByRole('heading', { level: 1, name: 'Traces' }).waitFor();
    expect(page.url()).toBe(`${service.url}/traces?range=6h`);
    expect(await page.getByLabel('Session').innerText()).toContain('viewer');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Traces' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You signed out.').waitFor();
    await page.reload();
    await page.getByText('Where do I get a token?').waitFor();
  });

  it('returns to the sign-in screen when the session is over, and to the same page afterwards', async () => {
    const { page } = browser;
    await signIn();
    await page.getByRole('link', { name: 'Errors', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Errors' }).waitFor();
    await page.context().clearCookies();
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.getByText('Your session has ended').waitFor();
    await page.getByLabel('Token', { exact: true }).fill(firstRunToken());
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Services' }).waitFor();
  });

  it.each(['light', 'dark'] as const)('fits a telephone and follows the system: %s', async (colorScheme) => {
    await browser.close();
    browser = await BrowserPage.open(chromium, {
      viewport: { width: 375, height: 812 },
      colorScheme,
      reducedMotion: 'reduce',
    });
    await signIn();
    expect(await browser.overflow()).toBe(0);
    const ground = await browser.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const lightness = Math.max(...[...ground.matchAll(/\d+/g)].map(([channel]) => Number(channel)));
    expect(lightness > 128 ? 'light' : 'dark').toBe(colorScheme);
    await browser.page.getByRole('button', { name: 'Open menu' }).click();
    await browser.page.getByRole('button', { name: /^Show in (light|dark) colours$/ }).click();
    await eventually(async () =>
      expect(await browser.page.evaluate(() => getComputedStyle(document.body).backgroundColor)).not.toBe(ground),
    );
    expect(browser.complaints).toEqual([]);
  });
});
