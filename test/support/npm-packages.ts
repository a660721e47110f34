import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const INSTALL_LIMIT_MS = 240_000;
const UNREACHABLE = /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET/;

/**
 * A folder with `app.js` of an example and the packages that its `package.json` asks for, which stay among the temporary files for the
 * next run. Where no registry answers, that is printed: the tests are then to be skipped.
 *
 * @throws when npm refuses for another reason
 */
export function installExample(example: string): string | undefined {
  const manifest = join(example, 'package.json');
  const hash = createHash('sha256').update(readFileSync(manifest)).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `monitoring-node-${hash}`);
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'app.js']) copyFileSync(join(example, file), join(folder, file));
  // npm writes this file last.
  if (existsSync(join(folder, 'node_modules/.package-lock.json'))) return folder;
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--fetch-retries=1', '--loglevel=error'];
  const npm = spawnSync('npm', args, { cwd: folder, timeout: INSTALL_LIMIT_MS, encoding: 'utf8' });
  if (npm.status === 0) return folder;
  if (!UNREACHABLE.test(npm.stderr)) throw new Error(`npm failed:\n${npm.stderr}`);
  console.warn(`The tests with ${manifest} are skipped: no registry of npm packages answers`);
  return undefined;
}
