import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../database/database.js';
import { Problem } from '../../http/problem.js';
import { concatBatches, type SampleBatch } from '../samples/sample-batch.js';
import { packBatch } from './packed-batch.js';

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

  constructor(private readonly database: Database) {}

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
      await insertRow(this.database, group);
    } catch (fault) {
      if ((fault as { code?: string }).code !== UNIQUE_VIOLATION) throw fault;
      await this.commitUnknown(group);
    }
  }

  /** Some batch of the group was committed before: writes only the others. */
  private async commitUnknown(group: readonly WaitingBatch[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      const added = await tx.query<{ batch_id: string }>(
        `insert into metric_batches (batch_id) select id from unnest($1::text[]) as given (id) order by id
         on conflict do nothing returning batch_id`,
        [batchIds(group)],
      );
      const ids = new Set(added.map(({ batch_id }) => batch_id));
      const fresh = group.filter(({ batchId }) => batchId === undefined || ids.has(batchId));
      if (fresh.length > 0)
        await insertRow(
          tx,
          fresh.map(({ batch }) => ({ batch, batchId: undefined })),
        );
    });
  }
}

function batchIds(group: readonly Pick<WaitingBatch, 'batchId'>[]): string[] {
  return group.flatMap(({ batchId }) => batchId ?? []);
}

/** One statement, so one commit, notes the batch ids and writes the row; a known id fails it as a whole. */
async function insertRow(on: Transaction, group: readonly Pick<WaitingBatch, 'batch' | 'batchId'>[]): Promise<void> {
  const batch = concatBatches(group.map((entry) => entry.batch));
  const { series_ids, times, sample_values, counts } = packBatch(batch);
  const [firstAt, lastAt] = rangeOf(batch.times);
  const ids = batchIds(group);
  const noted =
    ids.length > 0 ? 'with noted as (insert into metric_batches (batch_id) select unnest($8::text[]) order by 1)' : '';
  await on.query(
    `${noted} insert into metric_inbox (sample_count, first_at, last_at, series_ids, times, sample_values, counts)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      batch.seriesIds.length,
      new Date(firstAt),
      new Date(lastAt),
      series_ids,
      times,
      sample_values,
      counts,
      ...(ids.length > 0 ? [ids] : []),
    ],
  );
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
