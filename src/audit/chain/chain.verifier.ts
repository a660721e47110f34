import { Injectable } from '@nestjs/common';
import { Database, type Snapshot } from '../../database/database.js';
import type { AuditEntryView } from '../audit.dto.js';
import { AUDIT_COLUMNS } from '../audit-columns.js';
import type { AuditVerification } from '../checkpoints/checkpoint.dto.js';
import { CheckpointFile } from '../checkpoints/checkpoint.file.js';
import type { Checkpoint } from '../checkpoints/checkpoint.js';
import { readCheckpoints } from '../checkpoints/checkpoint.rows.js';
import { CheckpointSigner } from '../checkpoints/checkpoint.signer.js';
import { ChainWalk } from './chain-walk.js';
import type { ChainPoint } from './check-chain.js';

/** So many entries are checked without a pause: some ten milliseconds, which others wait. */
const PAGE = 500;

/** Reads the whole chain and checks it against itself, the checkpoints in the database, the one in the file, and others that were kept. */
@Injectable()
export class ChainVerifier {
  constructor(
    private readonly database: Database,
    private readonly signer: CheckpointSigner,
    private readonly file: CheckpointFile,
  ) {}

  /** @param kept checkpoints from elsewhere @param signal stops it early */
  async verify(kept: readonly Checkpoint[] = [], signal?: AbortSignal): Promise<AuditVerification> {
    const startedAt = performance.now();
    const { broken, last, entries, checkpoints, foreignCheckpoints } = await this.walk(kept, signal);
    return {
      intact: !broken,
      entries,
      last_sequence: last.sequence,
      hash: last.hash,
      checkpoints,
      foreign_checkpoints: foreignCheckpoints,
      broken: broken ?? null,
      duration_ms: Math.round(performance.now() - startedAt),
    };
  }

  private walk(kept: readonly Checkpoint[], signal?: AbortSignal): Promise<ChainWalk> {
    return this.database.snapshot(async (snapshot) => {
      const [head] = await snapshot.query<ChainPoint>(
        `select sequence::float8 as sequence, encode(hash, 'hex') as hash from audit_head`,
      );
      // The file is read after the moment of the snapshot: what it knows then may be newer than that.
      const filed = await this.file.read();
      const isNewer = filed !== undefined && filed.sequence > head!.sequence && (await this.isKnown(filed));
      const others = filed && !isNewer ? [...kept, filed] : kept;
      const walk = new ChainWalk([...(await readCheckpoints(snapshot)), ...others], this.signer);
      await this.goAlong(walk, snapshot, signal);
      if (!walk.broken) walk.end(head!);
      return walk;
    });
  }

  private async goAlong(walk: ChainWalk, snapshot: Snapshot, signal?: AbortSignal): Promise<void> {
    const page = (after: number) =>
      snapshot.query<AuditEntryView>(
        `select ${AUDIT_COLUMNS} from audit_entries where sequence > $1 order by audit_entries.sequence limit ${PAGE}`,
        [after],
      );
    let rows = await page(walk.last.sequence);
    while (rows.length > 0) {
      signal?.throwIfAborted();
      // PostgreSQL reads the next page while this one is checked.
      const next = page(rows.at(-1)!.sequence);
      if (!rows.every((entry) => walk.take(entry))) return void (await next);
      rows = await next;
    }
  }

  private async isKnown({ sequence, hash }: Checkpoint): Promise<boolean> {
    const found = await this.database.query(
      `select 1 from audit_entries where sequence = $1 and hash = decode($2, 'hex')`,
      [sequence, hash],
    );
    return found.length > 0;
  }
}
