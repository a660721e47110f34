import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** What a first visit may load, in bytes of gzip. */
const FIRST_LOAD_LIMIT = 250_000;
const MANIFEST = '.vite/manifest.json';
const FIRST_LOAD = ['index.html', 'src/overview/overview-page.tsx'];
const COMPRESSIBLE = /\.(html|js|css|svg)$/;

/**
 * Writes `.gz` and `.br` beside every text file of the build, so that the service sends them without compressing at run
 * time; prints the size of the first load (the frame and the first page) and fails the build when it is over its limit.
 */
export function precompress(): Plugin {
  let folder = '';
  return {
    name: 'precompress',
    apply: 'build',
    configResolved: (config) => {
      folder = join(config.root, config.build.outDir);
    },
    closeBundle: () => {
      const sizes = new Map<string, number>();
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!COMPRESSIBLE.test(name)) continue;
        const file = join(folder, name);
        const plain = readFileSync(file);
        const gzip = gzipSync(plain, { level: constants.Z_BEST_COMPRESSION });
        writeFileSync(`${file}.gz`, gzip);
        writeFileSync(`${file}.br`, brotliCompressSync(plain));
        sizes.set(name, gzip.length);
      }
      const firstLoad = filesOfFirstLoad(folder).reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
      console.log(`First load of the page: ${(firstLoad / 1000).toFixed(1)} kB gzip (limit ${FIRST_LOAD_LIMIT / 1000} kB)`);
      if (firstLoad > FIRST_LOAD_LIMIT) throw new Error('The first load of the page is over its limit.');
    },
  };
}

/** A part of the build, as Vite's manifest names it. */
interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  /** Names of the parts that it needs at once. */
  readonly imports?: readonly string[];
}

/** Everything that the browser loads before the overview is there: the entry, the first page, and what both need. */
function filesOfFirstLoad(folder: string): string[] {
  const manifest = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Record<string, Chunk>;
  const names = new Set(FIRST_LOAD);
  // A set goes on over what is added while one walks through it.
  for (const name of names) {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`${name} is not part of the build`);
    for (const needed of chunk.imports ?? []) names.add(needed);
  }
  const files = [...names].flatMap((name) => [manifest[name]!.file, ...(manifest[name]!.css ?? [])]);
  return ['index.html', ...new Set(files)];
}
