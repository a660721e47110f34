import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CLIENT = fileURLToPath(new URL('../../packages/client', import.meta.url));
const INSTALL_LIMIT_MS = 180_000;

/** The sets of packages that the client is tried with: a folder each. */
export type PackageSet = 'nest-10' | 'nest-11' | 'nest-12';

/** An application that uses the client, of packages that are not this project's: as a process of its own. */
export class Consumer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly url: string,
  ) {}

  /** Starts `main.ts` of the folder `app`; it tells its port. */
  static async start(set: PackageSet, app: string, env: Record<string, string>): Promise<Consumer> {
    await install(join(HERE, set));
    const folder = build(join(HERE, set), join(HERE, app));
    const { PATH, HOME } = process.env;
    const child = fork(join(folder, 'main.js'), {
      cwd: folder,
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const told = await Promise.race([once(child, 'message'), once(child, 'exit')]);
    const { port } = (told[0] ?? {}) as { port?: number };
    if (port === undefined) throw new Error(`${set} ended before it listened`);
    return new Consumer(child, folder, `http://127.0.0.1:${port}`);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const exit = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      await exit;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Once for all test files: the first that comes installs, the others wait. */
async function install(set: string): Promise<void> {
  const [done, lock] = [join(set, 'node_modules/.package-lock.json'), join(set, 'node_modules.lock')];
  const deadline = Date.now() + INSTALL_LIMIT_MS;
  while (!existsSync(done)) {
    if (Date.now() > deadline) throw new Error(`the packages of ${set} are not installed; is ${lock} left over?`);
    try {
      mkdirSync(lock);
    } catch {
      await sleep(200);
      continue;
    }
    try {
      execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], { cwd: set });
    } finally {
      rmSync(lock, { recursive: true });
    }
  }
}

/** The application and a copy of the client in a folder from which both find the packages of the set, and nobody else's. */
function build(set: string, app: string): string {
  mkdirSync(join(set, '.build'), { recursive: true });
  const folder = mkdtempSync(join(set, '.build', 'app-'));
  const { type } = JSON.parse(readFileSync(join(set, 'package.json'), 'utf8')) as { type: string };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type }));
  for (const name of readdirSync(app)) {
    const { code } = transformSync(readFileSync(join(app, name), 'utf8'), {
      filename: name,
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        keepClassNames: true,
      },
      module: { type: type === 'module' ? 'es6' : 'commonjs' },
      sourceMaps: 'inline',
    });
    writeFileSync(join(folder, name.replace(/\.ts$/, '.js')), code);
  }
  const client = join(folder, 'node_modules/@oneclass/monitoring-client');
  for (const part of ['package.json', 'dist']) cpSync(join(CLIENT, part), join(client, part), { recursive: true });
  return folder;
}
