import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import type { Checkpoint } from './checkpoint.js';

/** The newest checkpoint in a file under DATA_DIR: who can change the database alone cannot change that. */
@Injectable()
export class CheckpointFile {
  readonly path: string;
  private readonly folder: string;

  constructor(environment: Environment) {
    this.folder = environment.get('DATA_DIR');
    this.path = join(this.folder, 'audit-checkpoint.json');
  }

  /** @returns undefined when there is none */
  async read(): Promise<Checkpoint | undefined> {
    try {
      return JSON.parse(await readFile(this.path, 'utf8')) as Checkpoint;
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw fault;
    }
  }

  /** On disk, or as it was. */
  async replace(checkpoint: Checkpoint): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    // Of its own: two may be at it.
    const part = `${this.path}.${randomUUID()}.part`;
    const file = await open(part, 'w', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(checkpoint)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, this.path);
  }
}
