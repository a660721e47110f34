import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SOURCE = join(ROOT, 'bench/client-overhead/rivals');
const FOLDER = join(ROOT, 'node_modules/.bench-rivals');
/** The package.json that was installed last. */
const INSTALLED = join(FOLDER, 'installed.json');

/**
 * Installs the agents that the client is compared with, unless they are there: below this project's `node_modules`, so that the Nest, Fastify and
 * pg they find and patch are those of the measured service. For the same reason npm installs nothing of what they name as peers.
 */
export function installRivals(): void {
  cpSync(SOURCE, FOLDER, { recursive: true });
  const asked = join(FOLDER, 'package.json');
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === readFileSync(asked, 'utf8')) return;
  console.log(`installing the rivals into ${FOLDER}`);
  const options = ['--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', ['install', ...options], { cwd: FOLDER, stdio: 'inherit' });
  if (status !== 0) throw new Error('npm could not install the rivals');
  cpSync(asked, INSTALLED);
}

/** Address of the module that starts a rival. */
export function rivalModule(name: string): string {
  return pathToFileURL(join(FOLDER, `${name}.js`)).href;
}
