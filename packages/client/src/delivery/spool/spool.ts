import { mkdirSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Signal } from '../../signals.js';
import type { Overflow } from '../overflow.js';
import type { Batch } from '../transport.js';
import { readBatch, readSpoolName, type SpoolFile, spoolFileOf, writeBatch } from './spool-file.js';
import { isOrphaned, ownFolder } from './spool-owner.js';

/** What a spool tells its owner; none of it may throw. */
export interface SpoolEvents {
  lost(signal: Signal, items: number, reason: 'spool_full' | 'spool_damaged'): void;
  /** The disk failed. */
  trouble(fault: Error): void;
}

type Kept = SpoolFile & { readonly bytes: number };
/** Written batches are for this account alone; a file that is there already is never followed or overwritten. */
const PRIVATE = { mode: 0o600, flag: 'wx' };

/**
 * Batches on disk: of this process, and of processes of the same service that have ended, whose folders it takes over. A file counts once it has
 * its name; it goes when its batch has been acknowledged. Past the bound the oldest go. Files are not forced to the disk: they outlive the
 * process, not the machine's power.
 */
export class Spool {
  private readonly parent: string;
  private readonly own = ownFolder();
  /** Oldest first. */
  private readonly files: Kept[] = [];
  private bytes = 0;

  constructor(
    directory: string,
    service: string,
    private readonly maxBytes: number,
    private readonly events: SpoolEvents,
  ) {
    this.parent = join(directory, encodeURIComponent(service).replaceAll('.', '%2E'));
  }

  /** For the lane of one signal. */
  overflowOf(signal: Signal): Overflow {
    return {
      keep: (batch) => this.keep(batch),
      keepNow: (batch) => this.keepNow(batch),
      oldest: () => this.oldest(signal),
      release: (batch) => this.release(batch),
    };
  }

  /** Takes over what processes that have ended left behind, and shows that this one has not. To be called once a minute. */
  async adopt(now = Date.now()): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await utimes(this.folder, now / 1000, now / 1000);
      for (const entry of await readdir(this.parent, { withFileTypes: true })) {
        if (entry.isDirectory()) await this.adoptFrom(entry.name, now);
      }
    } catch (fault) {
      this.events.trouble(fault as Error);
    }
  }

  /** Leaves nothing behind if nothing is kept. */
  close(): void {
    try {
      rmdirSync(this.folder);
    } catch {
      // It was never made, or is not empty: the next process takes it over.
    }
  }

  private get folder(): string {
    return join(this.parent, this.own);
  }

  private async adoptFrom(name: string, now: number): Promise<void> {
    const folder = join(this.parent, name);
    const touchedAt = (await stat(folder).catch(() => undefined))?.mtimeMs;
    if (touchedAt === undefined || !isOrphaned(name, touchedAt, now)) return;
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const file = readSpoolName(entry.name);
      if (!file || !entry.isFile()) continue;
      const path = join(folder, entry.name);
      if (!file.isWhole) {
        await rm(path, { force: true });
        this.events.lost(file.signal, file.items, 'spool_damaged');
        continue;
      }
      const { size } = await stat(path);
      // Of several that try, one gets it.
      const isOurs = await rename(path, join(this.folder, file.name)).then(
        () => true,
        () => false,
      );
      if (isOurs) this.remember({ ...file, bytes: size });
    }
    await rmdir(folder).catch(() => undefined);
  }

  private async keep(batch: Batch): Promise<boolean> {
    const file = spoolFileOf(batch, Date.now());
    const path = join(this.folder, file.name);
    try {
      const text = writeBatch(batch);
      const bytes = Buffer.byteLength(text);
      await this.makeRoom(bytes);
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await writeFile(`${path}.part`, text, PRIVATE);
      await rename(`${path}.part`, path);
      this.remember({ ...file, bytes });
      return true;
    } catch (fault) {
      await rm(`${path}.part`, { force: true }).catch(() => undefined);
      this.events.trouble(fault as Error);
      return false;
    }
  }

  private keepNow(batch: Batch): boolean {
    const path = join(this.folder, spoolFileOf(batch, Date.now()).name);
    try {
      const text = writeBatch(batch);
      if (this.bytes + Buffer.byteLength(text) > this.maxBytes) return false;
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      writeFileSync(`${path}.part`, text, PRIVATE);
      renameSync(`${path}.part`, path);
      this.bytes += Buffer.byteLength(text);
      return true;
    } catch (fault) {
      this.events.trouble(fault as Error);
      return false;
    }
  }

  private async oldest(signal: Signal): Promise<Batch | undefined> {
    for (let file = this.first(signal); file; file = this.first(signal)) {
      const text = await readFile(join(this.folder, file.name), 'utf8').catch((fault: NodeJS.ErrnoException) => fault);
      if (typeof text === 'string') {
        const batch = this.parse(file, text);
        if (batch) return batch;
      } else if (text.code !== 'ENOENT') {
        // It may be readable later: too many open files, for one, says nothing of this one.
        this.events.trouble(text);
        return undefined;
      }
      // It is damaged; or a process that took this one for ended has it.
      await this.forget(file);
    }
    return undefined;
  }

  private parse(file: Kept, text: string): Batch | undefined {
    try {
      return readBatch(file, text);
    } catch (fault) {
      this.events.lost(file.signal, file.items, 'spool_damaged');
      this.events.trouble(fault as Error);
      return undefined;
    }
  }

  private async release(batch: Batch): Promise<void> {
    const file = this.files.find(({ id }) => id === batch.id);
    if (file) await this.forget(file);
  }

  private async makeRoom(bytes: number): Promise<void> {
    for (let file = this.files[0]; file && this.bytes + bytes > this.maxBytes; file = this.files[0]) {
      await this.forget(file);
      this.events.lost(file.signal, file.items, 'spool_full');
    }
  }

  private first(signal: Signal): Kept | undefined {
    return this.files.find((file) => file.signal === signal);
  }

  private remember(file: Kept): void {
    this.bytes += file.bytes;
    const after = this.files.findIndex(({ name }) => name > file.name);
    this.files.splice(after < 0 ? this.files.length : after, 0, file);
  }

  private async forget(file: Kept): Promise<void> {
    const index = this.files.indexOf(file);
    if (index < 0) return;
    this.files.splice(index, 1);
    this.bytes -= file.bytes;
    await rm(join(this.folder, file.name), { force: true }).catch((fault: Error) => this.events.trouble(fault));
  }
}
