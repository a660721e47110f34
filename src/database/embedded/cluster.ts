import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Binaries } from './binaries.js';
import type { Account } from './run-as.js';

const PID_FILE = 'postmaster.pid';
const SOCKET = '.s.PGSQL.5432';
/** Longest path of a Unix socket that every platform takes (sun_path holds 104 to 108 bytes). */
const SOCKET_PATH_LIMIT = 100;

/** Creates the cluster if there is none. It is made aside and renamed: a crash half-way never leaves a broken one. */
export async function ensureCluster(data: string, binaries: Binaries, account: Account): Promise<void> {
  if (existsSync(join(data, 'PG_VERSION'))) return;
  const scratch = `${data}.init`;
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { mode: 0o700, recursive: true });
  account.own(scratch);
  const encoding = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  await account.run(binaries.initdb, [
    '-D',
    scratch,
    '-U',
    'postgres',
    '--auth=trust',
    '--no-instructions',
    ...encoding,
  ]);
  renameSync(scratch, data);
}

/** The folder of the server's Unix socket: inside the data directory (mode 0700) unless its path is too long. */
export function socketDirectory(data: string): string {
  if (join(data, SOCKET).length <= SOCKET_PATH_LIMIT) return data;
  return join(tmpdir(), `pg-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`);
}

/** Makes the socket's folder, and refuses one that somebody else has put in its place. */
export function ensureSocketDirectory(data: string, account: Account): string {
  const directory = socketDirectory(data);
  if (directory === data) return directory;
  if (!existsSync(directory)) {
    mkdirSync(directory, { mode: 0o700 });
    account.own(directory);
  }
  const found = lstatSync(directory);
  if (!found.isDirectory() || !account.isOwner(found.uid)) {
    throw new Error(`${directory} belongs to somebody else: remove it, or choose a shorter DATA_DIR`);
  }
  return directory;
}

/** The process id of the server that is running on this data directory, if one is. */
export function runningServer(data: string): number | undefined {
  const file = join(data, PID_FILE);
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return pid > 0 && commandOf(pid).includes('postgres') ? pid : undefined;
}

/**
 * Removes the lock files of a server that was killed. PostgreSQL does so itself unless their process id has passed to
 * another program of its account, which happens in containers, where ids start again from 1: then it would never start.
 */
export function removeStaleLocks(data: string): void {
  if (runningServer(data) !== undefined) return;
  for (const file of [join(data, PID_FILE), join(socketDirectory(data), `${SOCKET}.lock`)])
    rmSync(file, { force: true });
}

/** The pid in a stale file may since belong to another program, so its name is looked at. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8');
  } catch {
    return existsSync('/proc/self') ? '' : processIsAlive(pid);
  }
}

/** Without a /proc file system (macOS) only the pid can be asked for. */
function processIsAlive(pid: number): string {
  try {
    process.kill(pid, 0);
    return 'postgres';
  } catch {
    return '';
  }
}
