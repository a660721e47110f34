import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../database/database.js';
import { Problem } from '../../http/problem.js';
import { encodeBatch } from '../codec/batch-codec.js';
import { BatchCache } from '../reading/batch-cache.js';
import { concatBatches, type SampleBatch } from '../samples/sample-batch.js';

/** A row takes no more batches once it has so many samples: a row is decoded whole. */
const MAX_ROW_SAMPLES = 100_000;
/** Most samples waiting for a commit (some 100 MB); beyond, senders are told to come back. */
const MAX_WAITING_SAMPLES = 4_000_000;
/** SQLSTATE of a key that exists already. */
const UNIQUE_VIOLATION = '23505';

interface WaitingBatch {
  readonly batch: SampleBatch;
  readonly batchId: string | undefined;
  readonly resolve: () => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * Writes batches to the inbox by group commit: one commit is under way at a time, and everything that arrives meanwhile
 * shares the next one as a single row. A batch is acknowledged only after its commit.
 */
@Injectable()
export class InboxWriter {
  private waiting: WaitingBatch[] = [];
  private waitingSamples = 0;
  private committing = false;
  private readonly identified = new Map<string, Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly cache: BatchCache,
  ) {}

  /**
   * Resolves once the batch is on disk. A batch whose id was committed before is not written again.
   *
   * @throws DatabaseUnavailable when PostgreSQL is away, Problem 503 when too much is waiting for it; whether the batch
   * was stored may then be unknown, so it should carry an id when it is sent again
   */
  write(batch: SampleBatch, batchId?: string): Promise<void> {
    if (batchId === undefined) return this.enqueue(batch, undefined);
    const same = this.identified.get(batchId);
    if (same) return same;
    const written = this.enqueue(batch, batchId).finally(() => this.identified.delete(batchId));
    this.identified.set(batchId, written);
    return written;
  }

  private enqueue(batch: SampleBatch, batchId: string | undefined): Promise<void> {
    const size = batch.seriesIds.length;
    if (size === 0) return Promise.resolve();
    if (this.waitingSamples > 0 && this.waitingSamples + size > MAX_WAITING_SAMPLES) {
      throw Problem.unavailable('More samples are waiting to be stored than fit in memory. Send them again later.');
    }
    this.waitingSamples += size;
    const written = new Promise<void>((resolve, reject) => {
      this.waiting.push({ batch, batchId, resolve, reject });
    });
    if (!this.committing) void this.commitAll();
    return written;
  }

  private async commitAll(): Promise<void> {
    this.committing = true;
    while (this.waiting.length > 0) {
      const group = this.takeGroup();
      try {
        await this.commit(group);
        for (const { resolve } of group) resolve();
      } catch (fault) {
        for (const { reject } of group) reject(fault);
      }
    }
    this.committing = false;
  }

  private takeGroup(): WaitingBatch[] {
    let samples = 0;
    let count = 0;
    while (count < this.waiting.length && (count === 0 || samples < MAX_ROW_SAMPLES)) {
      samples += this.waiting[count++]!.batch.seriesIds.length;
    }
    this.waitingSamples -= samples;
    return this.waiting.splice(0, count);
  }

  private async commit(group: readonly WaitingBatch[]): Promise<void> {
    try {
      this.remember(
        await insertRow(
          this.database,
          group.map(({ batch }) => batch),
          batchIds(group),
        ),
      );
    } catch (fault) {
      if ((fault as { code?: string }).code !== UNIQUE_VIOLATION) throw fault;
      await this.commitUnknown(group);
    }
  }

  /** Some batch of the group was committed before: writes only the others. */
  private async commitUnknown(group: readonly WaitingBatch[]): Promise<void> {
    const written = await this.database.transaction(async (tx) => {
      const added = await tx.query<{ batch_id: string }>(
        `insert into metric_batches (batch_id) select id from unnest($1::text[]) as given (id) order by id
         on conflict do nothing returning batch_id`,
        [batchIds(group)],
      );
      const ids = new Set(added.map(({ batch_id }) => batch_id));
      const fresh = group.filter(({ batchId }) => batchId === undefined || ids.has(batchId));
      return fresh.length === 0
        ? undefined
        : insertRow(
            tx,
            fresh.map(({ batch }) => batch),
            [],
          );
    });
    if (written) this.remember(written);
  }

  /** Queries and the mover need not read it back. */
  private remember({ id, batch }: WrittenRow): void {
    this.cache.add('metric_inbox', id, batch);
  }
}

/** A row that was written. */
interface WrittenRow {
  readonly id: string;
  readonly batch: SampleBatch;
}

function batchIds(group: readonly Pick<WaitingBatch, 'batchId'>[]): string[] {
  return group.flatMap(({ batchId }) => batchId ?? []);
}

/** One statement, so one commit, notes the batch ids and writes the row; a known id fails it as a whole. */
async function insertRow(
  on: Transaction,
  batches: readonly SampleBatch[],
  ids: readonly string[],
): Promise<WrittenRow> {
  const batch = concatBatches(batches);
  const [firstAt, lastAt] = rangeOf(batch.times);
  const noted =
    ids.length > 0 ? 'with noted as (insert into metric_batches (batch_id) select unnest($5::text[]) order by 1)' : '';
  const [row] = await on.query<{ id: string }>(
    `${noted} insert into metric_inbox (sample_count, first_at, last_at, samples) values ($1, $2, $3, $4) returning id::text`,
    [
      batch.seriesIds.length,
      new Date(firstAt),
      new Date(lastAt),
      encodeBatch(batch, 'quick'),
      ...(ids.length > 0 ? [ids] : []),
    ],
  );
  return { id: row!.id, batch };
}

function rangeOf(times: Float64Array): [first: number, last: number] {
  let first = Infinity;
  let last = -Infinity;
  for (const time of times) {
    if (time < first) first = time;
    if (time > last) last = time;
  }
  return [first, last];
}
