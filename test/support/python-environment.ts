import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const INSTALL_LIMIT_MS = 240_000;
const DONE = 'pip-is-done';
/** What pip says where no index answers, or one that does not have the package at all; a version that there is not is a fault of ours. */
const UNREACHABLE = /connection broken|timed out|from versions: none/i;

/** Where Debian's own packages are. */
const DEBIAN_PROGRAMS = '/usr/bin';

/**
 * The folder with the programs of a virtual environment that has what `requirements.txt` of a folder asks for. It stays among the
 * temporary files for the next run. Where there is no index of packages, Debian's, of whatever version, are used if they are there; else the
 * reason is printed: the tests are then to be skipped.
 *
 * @param modules what of Debian's Python is needed, if that has all of it
 * @throws when pip refuses for another reason
 */
export function pythonPrograms(folder: string, modules: readonly string[] = []): string | undefined {
  const programs = environmentPrograms(folder);
  if (programs !== undefined || modules.length === 0) return programs;
  if (!run(join(DEBIAN_PROGRAMS, 'python3'), '-c', `import ${modules.join(', ')}`).ok) return undefined;
  console.warn(`The tests with ${folder} use Debian's packages`);
  return DEBIAN_PROGRAMS;
}

function environmentPrograms(folder: string): string | undefined {
  const requirements = join(folder, 'requirements.txt');
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 16);
  const environment = join(tmpdir(), `monitoring-python-${hash}`);
  const programs = join(environment, 'bin');
  if (existsSync(join(environment, DONE))) return programs;

  const made = run('python3', '-m', 'venv', '--clear', environment);
  if (!made.ok) return skip(requirements, `no virtual environment: ${made.output}`);
  // Once is enough to be told that nobody answers; by itself pip asks five times for each package.
  const pip = run(join(programs, 'pip'), 'install', '--retries', '1', '--requirement', requirements);
  if (!pip.ok) {
    if (UNREACHABLE.test(pip.output)) return skip(requirements, 'no index of Python packages has them');
    throw new Error(`pip failed:\n${pip.output}`);
  }
  writeFileSync(join(environment, DONE), '');
  return programs;
}

function run(program: string, ...args: string[]): { ok: boolean; output: string } {
  const { status, error, stdout, stderr } = spawnSync(program, args, { timeout: INSTALL_LIMIT_MS, encoding: 'utf8' });
  return { ok: status === 0, output: `${error ?? ''}${stdout ?? ''}${stderr ?? ''}` };
}

function skip(requirements: string, reason: string): undefined {
  console.warn(`${requirements} is not installed: ${reason}`);
}
