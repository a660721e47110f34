import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
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

  it.each([
    ['/', './'],
    ['/?from=now-1h', './'],
    ['/index.html', './'],
    ['/traces', './'],
    ['/traces?service=../../etc', './'],
    ['/traces/', '../'],
    ['/traces/4bf92f3577b34da6a3ce929d0e0e4736', '../'],
    [`/services/${'%C3%A4'.repeat(500)}`, '../'],
    ['/services/a%2Fb%2Fc.php', '../'],
    ['/services/students/operations', '../../'],
    ['/settings/ingest-keys/new/', '../../../'],
    ['/alerts//rules', '../../'],
  ])('shows the page at %s, with its files found from %s', async (path, base) => {
    const { status, headers, body } = await raw(path);
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'text/html; charset=utf-8' });
    expect(headers['content-security-policy']).toContain("base-uri 'self'");
    expect(headers['cache-control']).toBe('no-cache');
    const html = body.toString();
    expect(html.match(/<base href="([^"]*)"/)?.[1]).toBe(base);
    // The base rules over every address after it alone.
    expect(html.indexOf('<base')).toBeLessThan(html.search(/(src|href)="\.\/./));
    const root = new URL(base, new URL(path, 'http://proxy/a/prefix/').href.replace('proxy/', 'proxy/a/prefix/'));
    expect(root.pathname).toBe('/a/prefix/');
  });

  it('sends the page compressed, whole or to who asks for its headers alone, at every depth', async () => {
    for (const path of ['/', '/logs', '/traces/abc', '/settings/a/b']) {
      const plain = await raw(path);
      for (const [asked, encoding, decompress] of [
        ['gzip, deflate, br', 'br', brotliDecompressSync],
        ['gzip;q=0.5, br;q=0', 'gzip', gunzipSync],
      ] as const) {
        const { headers, body } = await raw(path, asked);
        expect(headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding' });
        expect(decompress(body).equals(plain.body)).toBe(true);
        expect(headers.etag).not.toBe(plain.headers.etag);
        const again = await raw(path, asked, { 'if-none-match': `W/${String(headers.etag)}, "other"` });
        expect(again.status).toBe(304);
      }
      const head = await fetch(service.url + path, { method: 'HEAD' });
      expect({ status: head.status, bytes: (await head.arrayBuffer()).byteLength }).toEqual({ status: 200, bytes: 0 });
    }
  });

  it('leaves what is asked of these addresses otherwise to the API', async () => {
    const { status, headers } = await fetch(`${service.url}/traces`, { method: 'POST' });
    expect({ status, type: headers.get('content-type') }).toEqual({
      status: 404,
      type: expect.stringMatching(/^application\/problem\+json/),
    });
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
    '/traces.php',
    '/traces-of-others',
    '/Traces',
    '/trace/abc',
    '/api/traces',
    '/api/v1/monitoring/traces.php',
    '/settings/1/2/3/4/5',
    '/wp-admin/services',
  ])('serves nothing else: %s', async (path) => {
    const { status, headers } = await raw(path);
    expect(status).toBe(404);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  });
});
