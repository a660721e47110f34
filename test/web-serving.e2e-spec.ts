import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startService, type TestService } from './support/service.js';

const FIRST_LOAD_LIMIT = 250_000;
const BUILT = fileURLToPath(new URL('../dist-web/', import.meta.url));

interface RawAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

describe('the dashboard as it is served', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  /** The bytes as they come over the wire: `fetch` would decompress them and tidy up the path. */
  function raw(path: string, encoding = 'identity', headers: Record<string, string> = {}): Promise<RawAnswer> {
    const { hostname, port } = new URL(service.url);
    return new Promise((resolve, reject) => {
      request({ hostname, port, path, headers: { 'accept-encoding': encoding, ...headers } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      })
        .on('error', reject)
        .end();
    });
  }

  const filesOf = (html: string) => [...html.matchAll(/(?:src|href)="\.(\/[^"]+)"/g)].map((match) => match[1]!);

  it('may load and call nothing but its own service', async () => {
    const { status, headers } = await raw('/');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|http|\*/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  it('keeps hashed files for ever and asks for the page each time', async () => {
    const page = await raw('/');
    expect(page.headers['cache-control']).toBe('no-cache');
    const assets = filesOf(page.body.toString()).filter((file) => file.startsWith('/assets/'));
    expect(assets.length).toBeGreaterThan(1);
    for (const asset of assets) {
      const { status, headers } = await raw(asset);
      expect({ asset, status }).toEqual({ asset, status: 200 });
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('answers 304 to a browser that has the page', async () => {
    const { headers } = await raw('/');
    const again = await raw('/', 'identity', { 'if-none-match': String(headers.etag) });
    expect({ status: again.status, bytes: again.body.length }).toEqual({ status: 304, bytes: 0 });
  });

  it('sends what was compressed at build time, and fits the first load into its limit', async () => {
    const page = await raw('/', 'gzip');
    let bytes = page.body.length;
    for (const file of filesOf((await raw('/')).body.toString())) {
      const gzip = await raw(file, 'gzip, deflate');
      const brotli = await raw(file, 'gzip, deflate, br');
      expect(gzip.headers['content-encoding']).toBe('gzip');
      expect(gzip.headers.vary).toBe('accept-encoding');
      expect(brotli.headers['content-encoding']).toBe('br');
      expect(brotli.headers['content-type']).toBe(gzip.headers['content-type']);
      bytes += gzip.body.length;
    }
    process.stdout.write(`First load of the dashboard: ${bytes / 1000} kB gzip, limit ${FIRST_LOAD_LIMIT / 1000} kB\n`);
    expect(bytes).toBeLessThanOrEqual(FIRST_LOAD_LIMIT);
  });

  it('names no file of another origin', () => {
    const styles = readdirSync(join(BUILT, 'assets')).filter((name) => name.endsWith('.css'));
    for (const name of styles) expect(readFileSync(join(BUILT, 'assets', name), 'utf8')).not.toMatch(/url\(|@import/);
    const html = readFileSync(join(BUILT, 'index.html'), 'utf8');
    expect(html).not.toMatch(/(src|href)="(?!\.\/)/);
    expect(html).not.toMatch(/<script>|<style|\son\w+=/);
  });

  it.each([
    '/assets/missing.js',
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/index.html.br',
    '/..%2fpackage.json',
  ])('serves nothing else: %s', async (path) => {
    const { status, headers } = await raw(path);
    expect(status).toBe(404);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  });
});
