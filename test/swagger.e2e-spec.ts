import type { Browser } from 'playwright-core';
import { BrowserPage, findChromium, startBrowser } from './support/browser.js';
import { startService, type TestService } from './support/service.js';

const found = findChromium();
if (!found) {
  const reason = 'Chromium was not found: set CHROMIUM_PATH to try the API page in it.';
  if (process.env.CI) throw new Error(reason);
  process.stdout.write(`Skipped: ${reason}\n`);
}

(found ? describe : describe.skip)('Swagger UI in a browser', () => {
  let service: TestService;
  let chromium: Browser;
  let browser: BrowserPage;

  beforeAll(async () => {
    [service, chromium] = await Promise.all([startService(), startBrowser()]);
    browser = await BrowserPage.open(chromium);
  });
  afterAll(async () => {
    await browser?.close();
    await chromium?.close();
    await service?.stop();
  });

  it('calls a closed route with the token that was pasted under Authorize', async () => {
    const { page } = browser;
    // Of so many routes Swagger UI only renders those that are in view.
    await page.setViewportSize({ width: 1280, height: 12_000 });
    await page.goto(`${service.url}/docs`);
    await page.getByRole('button', { name: 'Authorize' }).first().click();
    const bearer = page.locator('.auth-container').filter({ hasText: 'bearer' });
    await bearer.locator('input').fill(service.token('admin'));
    await bearer.getByRole('button', { name: 'Apply credentials' }).click();
    await page.getByRole('button', { name: 'Close' }).first().click();

    const route = page.locator('#operations-Configuration-ConfigurationController_read');
    await route.locator('.opblock-summary-control').click();
    await route.getByRole('button', { name: 'Try it out' }).click();
    await route.getByRole('button', { name: 'Execute' }).click();
    const answer = route.locator('.live-responses-table .response');
    await answer.waitFor();
    expect(await answer.locator('.response-col_status').first().innerText()).toMatch(/^200/);
    expect(await answer.innerText()).toContain('metric_retention_days');
    expect(
      browser.requested.filter((address) => !address.startsWith(service.url) && !address.startsWith('data:')),
    ).toEqual([]);
    // What the page's Content-Security-Policy forbids would be among them.
    expect(browser.complaints).toEqual([]);
  });
});
