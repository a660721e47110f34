import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEGABYTE = 2 ** 20;

/** A file system of a few hundred megabytes, in memory, that can be filled and enlarged while it is in use. */
export class SmallDisk {
  private constructor(
    readonly path: string,
    private megabytes: number,
  ) {}

  /** @throws with the reason where no file system can be mounted: it takes root and Linux */
  static mount(megabytes: number): SmallDisk {
    const path = mkdtempSync(join(tmpdir(), 'monitoring-disk-'));
    try {
      mount(['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', path]);
    } catch (fault) {
      rmdirSync(path);
      throw fault;
    }
    return new SmallDisk(path, megabytes);
  }

  /** Takes up all space but so many megabytes. */
  fillUpTo(leftMegabytes: number): void {
    const ballast = openSync(join(this.path, 'ballast'), 'a');
    const block = Buffer.alloc(MEGABYTE);
    try {
      while (this.freeMegabytes() > leftMegabytes) writeSync(ballast, block, 0, Math.min(MEGABYTE, this.freeBytes()));
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'ENOSPC') throw fault;
    }
    closeSync(ballast);
  }

  /** Gives back what {@link fillUpTo} took. */
  clear(): void {
    rmSync(join(this.path, 'ballast'), { force: true });
  }

  grow(megabytes: number): void {
    this.megabytes += megabytes;
    mount(['-o', `remount,size=${this.megabytes}m`, this.path]);
  }

  freeMegabytes(): number {
    return this.freeBytes() / MEGABYTE;
  }

  unmount(): void {
    const { status, stderr } = spawnSync('umount', [this.path], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`umount: ${stderr}`);
    rmdirSync(this.path);
  }

  private freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.path);
    return bavail * bsize;
  }
}

function mount(args: string[]): void {
  const { status, stderr, error } = spawnSync('mount', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`no small file system can be mounted: ${(stderr ?? error?.message ?? '').trim()}`);
}
