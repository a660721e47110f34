import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { BrowserPage, findChromium, startBrowser } from './browser.js';
import { startService, type TestRole, type TestService } from './service.js';

/** Where screenshots are kept: an artefact of the tests, for people to look at. */
const SCREENSHOTS = fileURLToPath(new URL('../../test-results/web/', import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 375, height: 812 };

/** One serious fault of accessibility: its rule and where it is. */
interface AccessFault {
  readonly rule: string;
  readonly at: string;
}

declare const axe: {
  run(options: object): Promise<{ violations: { id: string; impact: string; nodes: { target: string[] }[] }[] }>;
};

/** Runs a suite in a browser, or says why it is skipped. */
export function describeInBrowser(name: string, suite: () => void): void {
  const found = findChromium();
  if (!found) {
    const reason = 'Chromium was not found: set CHROMIUM_PATH to try the pages in it.';
    if (process.env.CI) throw new Error(reason);
    process.stdout.write(`Skipped: ${reason}\n`);
  }
  (found ? describe : describe.skip)(name, suite);
}

/** The built service with its pages, and somebody signed in who looks at them. */
export class WebStage {
  private constructor(
    readonly service: TestService,
    private readonly chromium: Browser,
    private browser: BrowserPage,
  ) {}

  static async start({ role = 'admin' as TestRole, env = {} as NodeJS.ProcessEnv } = {}): Promise<WebStage> {
    const [service, chromium] = await Promise.all([startService({ env }), startBrowser()]);
    const stage = new WebStage(service, chromium, await BrowserPage.open(chromium, { viewport: DESKTOP }));
    await stage.signIn(role);
    return stage;
  }

  get page(): Page {
    return this.browser.page;
  }

  /** Errors and warnings of the console, and exceptions nobody caught; there should be none. */
  get complaints(): string[] {
    return this.browser.complaints;
  }

  /** Signs in as somebody else, with a browser that knows nothing yet. */
  async signIn(role: TestRole, options: Parameters<typeof BrowserPage.open>[1] = {}): Promise<void> {
    await this.browser.close();
    this.browser = await BrowserPage.open(this.chromium, { viewport: DESKTOP, ...options });
    await this.page.goto(`${this.service.url}/#token=${this.service.token(role)}`);
    await this.page.getByRole('navigation', { name: 'Main' }).waitFor({ state: 'attached' });
  }

  /** Opens a page by its address below the service's, and waits for its title. */
  async visit(path: string): Promise<void> {
    await this.page.goto(this.service.url + path);
    await this.page.locator('h1').first().waitFor();
  }

  /** Sends data through one of the service's doors. */
  async send(path: string, body: unknown): Promise<void> {
    const { status, body: answer } = await this.service.request('POST', path, { body });
    if (status >= 300) throw new Error(`POST ${path} answered ${status}: ${JSON.stringify(answer)}`);
  }

  /** Serious and critical findings of axe-core on the page as it is, in both themes. */
  async accessFaults(): Promise<AccessFault[]> {
    const faults: AccessFault[] = [];
    for (const scheme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      // Both the style sheet's colours and those that React gives are the new ones two frames later.
      await this.page.locator(`html[data-scheme="${scheme}"]`).waitFor({ state: 'attached' });
      await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      // Some controls of Mantine fade from one colour to the other.
      await this.page.waitForFunction(() => !document.getAnimations().some((one) => one instanceof CSSTransition));
      await this.page.evaluate(AXE);
      const { violations } = await this.page.evaluate(() => axe.run({ resultTypes: ['violations'] }));
      for (const { id, impact, nodes } of violations) {
        if (!['serious', 'critical'].includes(impact)) continue;
        for (const { target } of nodes) faults.push({ rule: `${id} (${scheme})`, at: target.join(' ') });
      }
    }
    await this.page.emulateMedia({ colorScheme: 'light' });
    return faults;
  }

  /** Keeps the page as pictures: on a desktop in both themes, and on a phone. @returns how far the page is wider than the phone, px */
  async photograph(name: string): Promise<number> {
    mkdirSync(SCREENSHOTS, { recursive: true });
    const shoot = (suffix: string) => this.page.screenshot({ path: join(SCREENSHOTS, `${name}-${suffix}.png`) });
    await shoot('light');
    await this.page.emulateMedia({ colorScheme: 'dark' });
    await shoot('dark');
    await this.page.emulateMedia({ colorScheme: 'light' });
    await this.page.setViewportSize(PHONE);
    await this.page.waitForTimeout(300);
    await shoot('phone');
    const overflow = await this.browser.overflow();
    await this.page.setViewportSize(DESKTOP);
    return overflow;
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    await this.chromium?.close();
    await this.service?.stop();
  }
}
