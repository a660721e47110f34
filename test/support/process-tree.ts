import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Ids of all processes that descend from `root`, without itself. */
export function descendantsOf(root: number): number[] {
  const parents = parentsById();
  const found = [root];
  for (const parent of found) {
    for (const [id, itsParent] of parents) if (itsParent === parent) found.push(id);
  }
  return found.slice(1);
}

/** True while the process is there and not merely waiting to be reaped. */
export function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
  } catch {
    return false;
  }
  return stateOf(id) !== 'Z';
}

/** A process's command line as it is now, its arguments parted by NUL (Linux); empty when it is gone. */
export function commandLineOf(id: number): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function parentsById(): Map<number, number> {
  if (process.platform !== 'linux') {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
    return new Map(lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]));
  }
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return new Map(ids.map((id) => [Number(id), Number(statOf(id)[1] ?? 0)]));
}

function stateOf(id: number): string | undefined {
  return process.platform === 'linux' ? statOf(String(id))[0] : undefined;
}

/** State, parent and the rest of /proc/ID/stat after the name, which may itself hold spaces; empty when it is gone. */
function statOf(id: string): string[] {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
