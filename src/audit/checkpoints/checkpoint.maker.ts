import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Clock } from '../../jobs/clock.js';
import { ExclusiveJobs } from '../../jobs/exclusive-jobs.js';
import type { ChainPoint } from '../chain/check-chain.js';
import { CheckpointFile } from './checkpoint.file.js';
import type { Checkpoint } from './checkpoint.js';
import { insertCheckpoint, readCheckpoints } from './checkpoint.rows.js';
import { CheckpointSigner } from './checkpoint.signer.js';

/** What is written and taken away again within this time leaves no trace but in the end of the chain. */
const INTERVAL_SECONDS = 60;

/** The trail is not what an earlier checkpoint says. */
export class TrailBroken extends Error {}

/** Makes a checkpoint whenever there are new entries, in the database and in the file. */
@Injectable()
export class CheckpointMaker implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly signer: CheckpointSigner,
    private readonly file: CheckpointFile,
    private readonly jobs: ExclusiveJobs,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.every('audit-checkpoint', INTERVAL_SECONDS, async () => void (await this.make()));
  }

  /**
   * @returns the newest one, which is there already when nothing was added since
   * @throws TrailBroken when entries that the one in the file knows are not there; that one then stays
   */
  async make(): Promise<Checkpoint> {
    const [head] = await this.database.query<ChainPoint>(
      `select sequence::float8 as sequence, encode(hash, 'hex') as hash from audit_head`,
    );
    const before = await this.file.read();
    if (before && this.signer.isOwn(before)) {
      await this.checkContinues(before);
      if (before.sequence === head!.sequence && before.kind === 'regular') return before;
    }
    const checkpoint = this.signer.sign({
      ...head!,
      kind: 'regular',
      made_at: new Date(this.clock.now()).toISOString(),
    });
    await insertCheckpoint(this.database, checkpoint);
    await this.file.replace(checkpoint);
    return checkpoint;
  }

  private async checkContinues({ sequence, hash, made_at }: Checkpoint): Promise<void> {
    const found = await this.database.query(
      `select 1 from audit_entries where sequence = $1 and hash = decode($2, 'hex')`,
      [sequence, hash],
    );
    if (sequence === 0 || found.length > 0 || (await this.isCut(sequence))) return;
    throw new TrailBroken(
      `The audit trail is not what it was: entry ${sequence}, which the checkpoint of ${made_at} in ${this.file.path} knows, is missing or another: see docs/audit.md`,
    );
  }

  /** Whether the retention has let an entry go. */
  private async isCut(sequence: number): Promise<boolean> {
    const later = await readCheckpoints(this.database, { from: sequence });
    return later.some((checkpoint) => checkpoint.kind === 'cut' && this.signer.verifies(checkpoint));
  }
}
