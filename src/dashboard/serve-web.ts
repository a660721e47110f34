import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { declarePage } from '../http/security-headers.js';
import { installation } from '../installation.js';
import { PageCopies } from './page-copies.js';

/** Where the build puts the page. */
const PAGE = join(installation, 'dist-web/');
const DOCUMENT = 'index.html';

/** The page's own addresses: what is at them, and below them, is shown by its one document. */
const ADDRESSES = [
  'services',
  'metrics',
  'traces',
  'logs',
  'errors',
  'alerts',
  'security',
  'systems',
  'settings',
  'sign-in',
];

/** What helmet has no header for. */
const PERMISSIONS_POLICY = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()';

/** Files under this folder carry a hash of their content in their name. */
const HASHED = join(PAGE, 'assets');
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_EACH_TIME = 'no-cache';

/**
 * Serves the built dashboard at `/`, compressed at build time, and its document at each of its addresses. Only these and the files that
 * were built have a route, so everything else stays with the API and its problem details.
 * @returns false when the page has not been built; then nothing is served
 */
export async function serveWeb(app: NestFastifyApplication): Promise<boolean> {
  if (!existsSync(join(PAGE, DOCUMENT))) return false;
  const copies = new PageCopies(readFileSync(join(PAGE, DOCUMENT), 'utf8'));
  await app.register(async (page: FastifyInstance) => {
    declarePage(page, 'dashboard');
    const addresses = ADDRESSES.flatMap((name) => [`/${name}`, `/${name}/*`]);
    for (const address of ['/', `/${DOCUMENT}`, ...addresses]) page.get(address, sendDocument(copies));
    await page.register(fastifyStatic, {
      root: PAGE,
      wildcard: false,
      index: false,
      globIgnore: ['**/*.{gz,br}', DOCUMENT],
      decorateReply: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.headers({ ...PAGE_HEADERS, 'cache-control': path.startsWith(HASHED) ? FOR_EVER : ASK_EACH_TIME });
      },
    });
  });
  return true;
}

const PAGE_HEADERS = { 'permissions-policy': PERMISSIONS_POLICY, vary: 'accept-encoding' };

function sendDocument(copies: PageCopies) {
  return (request: FastifyRequest, reply: FastifyReply) => {
    const copy = copies.find(request.url.split('?', 1)[0]!, request.headers['accept-encoding']);
    if (!copy) return reply.callNotFound();
    reply.headers({ ...PAGE_HEADERS, 'cache-control': ASK_EACH_TIME, etag: copy.etag });
    if (isKnown(copy.etag, request.headers['if-none-match'])) return reply.code(304).send();
    if (copy.encoding !== 'identity') reply.header('content-encoding', copy.encoding);
    return reply.type('text/html; charset=utf-8').send(copy.body);
  };
}

/** Whether a browser has this copy: proxies that compress make its tag a weak one. */
function isKnown(etag: string, known: string | undefined): boolean {
  return known?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag) ?? false;
}
