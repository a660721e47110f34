import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const ENCODINGS = ['br', 'gzip', 'identity'] as const;
type Encoding = (typeof ENCODINGS)[number];

/** The page as one request gets it. */
export interface PageCopy {
  readonly body: Buffer;
  readonly encoding: Encoding;
  readonly etag: string;
}

/** How many levels below the first an address of the page may have, a slash at its end counting as one. */
const DEEPEST = 4;

/**
 * The page's one document for addresses of every depth, compressed. Its base is relative: so the files it names are found below whatever
 * path a proxy puts in front of the service.
 */
export class PageCopies {
  private readonly byDepth: Record<Encoding, PageCopy>[];

  /** @param html names its files relatively, and has no base yet */
  constructor(html: string) {
    this.byDepth = Array.from({ length: DEEPEST + 1 }, (_, depth) => copiesOf(withBase(html, depth)));
  }

  /**
   * @param path as the browser has it, from the slash at its start to its query
   * @param accepted the request's `Accept-Encoding`
   * @returns undefined when no address of the page is so deep
   */
  find(path: string, accepted: string | undefined): PageCopy | undefined {
    return this.byDepth[path.split('/').length - 2]?.[encodingOf(accepted)];
  }
}

function withBase(html: string, depth: number): string {
  return html.replace('<head>', `<head>\n    <base href="${'../'.repeat(depth) || './'}" />`);
}

function copiesOf(html: string): Record<Encoding, PageCopy> {
  const bodies: Record<Encoding, Buffer> = {
    identity: Buffer.from(html),
    gzip: gzipSync(html, { level: 9 }),
    br: brotliCompressSync(html),
  };
  const hash = createHash('sha256').update(html).digest('base64url').slice(0, 22);
  const copyOf = (encoding: Encoding) => ({ body: bodies[encoding], encoding, etag: `"${hash}-${encoding}"` });
  return { identity: copyOf('identity'), gzip: copyOf('gzip'), br: copyOf('br') };
}

function encodingOf(accepted = ''): Encoding {
  const names = accepted
    .toLowerCase()
    .split(',')
    .map((one) => one.split(';').map((part) => part.trim()))
    .filter(([, ...parameters]) => !parameters.some((parameter) => /^q\s*=\s*0(\.0*)?$/.test(parameter)))
    .map(([name]) => name);
  return ENCODINGS.find((encoding) => names.includes(encoding)) ?? 'identity';
}
