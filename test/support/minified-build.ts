import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const BUNDLER = fileURLToPath(new URL('../../node_modules/rolldown/bin/cli.mjs', import.meta.url));

/** A small program in TypeScript, in three files. */
const SOURCES = {
  'src/seats.ts': `export class SeatTaken extends Error {}

/** Throws for every seat but the first. */
export function checkSeat(seat: number): void {
  const taken = seat > 1;
  if (taken) {
    throw new SeatTaken('seat ' + seat + ' is taken');
  }
}
`,
  'src/enrol.ts': `import { checkSeat } from './seats.js';

export class Enrolment {
  constructor(private readonly seat: number) {}

  confirm(): void {
    checkSeat(this.seat);
  }
}

export function enrolPupil(seat: number): void {
  new Enrolment(seat).confirm();
}
`,
};

/** A program that was bundled and minified, with its source map, in a folder of its own. */
export class MinifiedBuild {
  private constructor(readonly root: string) {}

  /** @param main its main file, which may import from `./enrol.js` */
  static async of(main: string, options: { format?: 'esm' | 'iife'; file?: string } = {}): Promise<MinifiedBuild> {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'monitoring-build-')));
    for (const [name, text] of Object.entries({ ...SOURCES, 'src/main.ts': main })) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    const { format = 'esm', file = 'app.js' } = options;
    const paths = [join(root, 'src/main.ts'), '--file', join(root, 'dist', file)];
    const form = ['--format', format, '--platform', format === 'esm' ? 'node' : 'browser', '--minify', '--sourcemap'];
    await promisify(execFile)(process.execPath, [BUNDLER, ...paths, ...form]);
    return new MinifiedBuild(root);
  }

  /** Where the bundle lies. */
  get dist(): string {
    return join(this.root, 'dist');
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
