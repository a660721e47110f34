import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { declarePage } from '../http/security-headers.js';
import { installation } from '../installation.js';

/** Where the build puts the page. */
const PAGE = join(installation, 'dist-web/');

/** What helmet has no header for. */
const PERMISSIONS_POLICY = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()';

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
  await app.register(async (page: FastifyInstance) => {
    declarePage(page, 'dashboard');
    await page.register(fastifyStatic, {
      root: PAGE,
      wildcard: false,
      globIgnore: ['**/*.{gz,br}'],
      decorateReply: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.headers({
          'permissions-policy': PERMISSIONS_POLICY,
          vary: 'accept-encoding',
          'cache-control': path.startsWith(HASHED) ? FOR_EVER : ASK_EACH_TIME,
        });
      },
    });
  });
  return true;
}
