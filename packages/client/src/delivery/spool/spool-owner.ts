import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** Each process has a folder of its own and touches it every minute; one that has not been touched for so long belongs to nobody. */
const GONE_AFTER_MS = 180_000;
const NAME = /^([^/]+)\.(\d+)\.[0-9a-f]{8}$/;
const HOST = hostname().replace(/[^A-Za-z0-9-]/g, '_');

/** Of the applications of this process. */
const own = new Set<string>();

/** The name of a folder for this process. */
export function ownFolder(): string {
  const name = `${HOST}.${process.pid}.${randomBytes(4).toString('hex')}`;
  own.add(name);
  return name;
}

/** Whether the process that a folder belongs to has ended. `touchedAt` and `now` are epoch ms. */
export function isOrphaned(folder: string, touchedAt: number, now: number): boolean {
  const [, host, pid] = NAME.exec(folder) ?? [];
  if (own.has(folder) || !host || !pid) return false;
  if (now - touchedAt > GONE_AFTER_MS) return true;
  // Of another host, or another container, nothing is known but the time. An earlier container may have had this process's number.
  return host === HOST && (Number(pid) === process.pid || !isRunning(Number(pid)));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM';
  }
}
