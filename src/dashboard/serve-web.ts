import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { installation } from '../installation.js';

/** Where the build puts the page. */
const PAGE = join(installation, 'dist-web/');

/**
 * The page loads its own files and talks to its own service, nothing else; it runs no inline script or style, cannot be
 * framed, and no code in it may turn text into markup (Trusted Types).
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const SECURITY_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Files under this folder carry a hash of their content in their name. */
const HASHED = join(PAGE, 'assets');
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_EACH_TIME = 'no-cache';

/**
 * Serves the built dashboard at `/`, compressed at build time. Only files that were built have a route, so everything else
 * stays with the API and its problem details.
 * @returns false when the page has not been built; then nothing is served
 */
export async function serveWeb(app: NestFastifyApplication): Promise<boolean> {
  if (!existsSync(join(PAGE, 'index.html'))) return false;
  await app.register(fastifyStatic, {
    root: PAGE,
    wildcard: false,
    globIgnore: ['**/*.{gz,br}'],
    decorateReply: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.headers({
        ...SECURITY_HEADERS,
        vary: 'accept-encoding',
        'cache-control': path.startsWith(HASHED) ? FOR_EVER : ASK_EACH_TIME,
      });
    },
  });
  return true;
}
