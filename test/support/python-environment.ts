import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const INSTALL_LIMIT_MS = 240_000;
const DONE = 'pip-is-done';

/**
 * The folder with the programs of a virtual environment that has what `requirements.txt` of a folder asks for. It stays among the
 * temporary files for the next run. Where it cannot be had, the reason is printed: the tests that need it are to be skipped.
 */
export function pythonPrograms(folder: string): string | undefined {
  const requirements = join(folder, 'requirements.txt');
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 16);
  const environment = join(tmpdir(), `monitoring-python-${hash}`);
  const programs = join(environment, 'bin');
  if (existsSync(join(environment, DONE))) return programs;
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, { timeout: INSTALL_LIMIT_MS, stdio: 'pipe', encoding: 'utf8' });
  try {
    run('python3', '-m', 'venv', '--clear', environment);
    // Without an index that answers, pip would try each package many times.
    run(join(programs, 'pip'), 'install', '--quiet', '--retries', '0', '--requirement', requirements);
    run('touch', join(environment, DONE));
    return programs;
  } catch (fault) {
    rmSync(environment, { recursive: true, force: true });
    const { stderr = '', message } = fault as { stderr?: string; message: string };
    const reason =
      stderr
        .trim()
        .split('\n')
        .findLast((line) => line.startsWith('ERROR')) ?? message;
    console.warn(`The tests with ${requirements} are skipped: ${reason}`);
    return undefined;
  }
}
