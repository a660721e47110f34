import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** What a first visit may load, in bytes of gzip. */
const FIRST_LOAD_LIMIT = 250_000;
const COMPRESSIBLE = /\.(html|js|css|svg)$/;

/**
 * Writes `.gz` and `.br` beside every text file of the build, so that the service sends them without compressing at run
 * time; prints the size of the first load and fails the build when it is over its limit.
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
      let firstLoad = 0;
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!COMPRESSIBLE.test(name)) continue;
        const file = join(folder, name);
        const plain = readFileSync(file);
        const gzip = gzipSync(plain, { level: constants.Z_BEST_COMPRESSION });
        writeFileSync(`${file}.gz`, gzip);
        writeFileSync(`${file}.br`, brotliCompressSync(plain));
        firstLoad += gzip.length;
      }
      console.log(`First load of the page: ${(firstLoad / 1000).toFixed(1)} kB gzip (limit ${FIRST_LOAD_LIMIT / 1000} kB)`);
      if (firstLoad > FIRST_LOAD_LIMIT) throw new Error('The first load of the page is over its limit.');
    },
  };
}
