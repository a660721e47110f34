import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const KNOWN_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where Chromium is: `CHROMIUM_PATH`, or one of the usual places; undefined when there is none. */
export function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  return [...(given ? [given] : []), ...KNOWN_PLACES].find((path) => existsSync(path));
}

/** Starts a Chromium with an empty profile. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), headless: true, args: FLAGS });
}

/** A page with a session of its own that remembers what went wrong in it and where it went. */
export class BrowserPage {
  /** Errors and warnings of the console and exceptions nobody caught. */
  readonly complaints: string[] = [];
  /** Every address the page asked for. */
  readonly requested: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()))
        this.complaints.push(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (fault) => this.complaints.push(fault.message));
    page.on('request', (request) => this.requested.push(request.url()));
    page.setDefaultTimeout(20_000);
  }

  static async open(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserPage> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    return new BrowserPage(await context.newPage(), context);
  }

  async setOffline(offline: boolean): Promise<void> {
    await this.context.setOffline(offline);
  }

  /** How far the page is wider than its window, px. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
