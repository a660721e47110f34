import { Injectable } from '@nestjs/common';
import { float8Array, int4Array } from '../../database/binary-arrays.js';
import { Database, type Transaction } from '../../database/database.js';
import { Pacer } from '../../jobs/pacer.js';
import { decodeBatch } from '../codec/batch-codec.js';
import { BatchCache } from '../reading/batch-cache.js';
import { mergeSamples } from '../samples/merge-samples.js';
import type { SampleBatch } from '../samples/sample-batch.js';
import type { Samples } from '../samples/samples.js';
import { groupBySeries } from '../samples/series-runs.js';
import { FULL_CHUNK_SAMPLES } from './build-chunks.js';
import { lockChunks } from './chunk-rows.js';
import { summarize } from './chunk-summary.js';
import { insertPlaced } from './insert-placed.js';
import { SamplePlacer } from './sample-placer.js';
import { statesAmong } from './series-shapes.js';

/** Most rows and samples moved in one transaction: many, so that those of a series fill a chunk. */
const MAX_ROWS = 5000;
const MAX_SAMPLES = 4_000_000;

/** What events of a series add to its running total. */
interface Total {
  readonly seriesId: number;
  readonly observations: number;
  readonly total: number;
}

/** Moves the oldest inbox rows into chunks and blocks. All happens in one transaction: nothing is lost and nothing is there twice. */
@Injectable()
export class InboxMover {
  constructor(
    private readonly database: Database,
    private readonly cache: BatchCache,
  ) {}

  /** @returns whether there was anything to move */
  async move(): Promise<boolean> {
    const ids = await this.database.transaction(async (tx) => {
      await lockChunks(tx);
      const pacer = new Pacer();
      const pause = () => pacer.pause();
      const taken = await this.takeRows(tx, pause);
      if (taken.batches.length === 0) return [];
      const runs = await groupBySeries(taken.batches, pause);
      const states = await statesAmong(tx, runs.ids);
      const placer = new SamplePlacer(FULL_CHUNK_SAMPLES);
      const totals: Total[] = [];
      for (let i = 0; i < runs.ids.length; i++) {
        const seriesId = runs.ids[i]!;
        const state = states.has(seriesId);
        const samples = mergeSamples([runs.at(i)], state);
        placer.add(seriesId, samples);
        if (!state) totals.push(totalOf(seriesId, samples));
        if (placer.isFull) await insertPlaced(tx, placer.take());
        await pause();
      }
      await insertPlaced(tx, placer.finish());
      await addTotals(tx, totals);
      return taken.ids;
    });
    this.cache.forget('metric_inbox', ids);
    return ids.length > 0;
  }

  /** Deleting locks the rows: a second mover would wait and then find them gone. Rows this replica wrote need not be read again. */
  private async takeRows(
    tx: Transaction,
    pause: () => Promise<void>,
  ): Promise<{ ids: string[]; batches: SampleBatch[] }> {
    const oldest = await tx.query<{ id: string; before: number }>(
      `select id::text, (sum(sample_count) over (order by id) - sample_count)::float8 as before
       from (select id, sample_count from metric_inbox order by id limit ${MAX_ROWS}) as first_rows`,
    );
    const wanted = oldest.filter(({ before }) => before < MAX_SAMPLES).map(({ id }) => id);
    const known = new Map(wanted.map((id) => [id, this.cache.get('metric_inbox', id)]));
    const rows = await tx.query<{ id: string; samples: Buffer | null }>(
      `with taken as (delete from metric_inbox where id = any($1::bigint[]) returning id, samples)
       select id::text, case when id = any($2::bigint[]) then null else samples end as samples from taken order by taken.id`,
      [wanted, wanted.filter((id) => known.get(id))],
    );
    const batches: SampleBatch[] = [];
    for (const { id, samples } of rows) {
      batches.push(samples ? decodeBatch(samples) : known.get(id)!.all());
      await pause();
    }
    return { ids: rows.map(({ id }) => id), batches };
  }
}

function totalOf(seriesId: number, samples: Samples): Total {
  const { observationCount, sum } = summarize(samples);
  // An infinite or undefined sum would stay in the total for ever.
  return { seriesId, observations: observationCount, total: Number.isFinite(sum) ? sum : 0 };
}

async function addTotals(tx: Transaction, totals: readonly Total[]): Promise<void> {
  if (totals.length === 0) return;
  await tx.query(
    `insert into metric_totals as known (series_id, observations, total)
     select * from unnest($1::int4[], $2::float8[], $3::float8[]) as given (series_id, observations, total)
     on conflict (series_id) do update
     set observations = known.observations + excluded.observations, total = known.total + excluded.total`,
    [
      int4Array(totals.map(({ seriesId }) => seriesId)),
      float8Array(totals.map(({ observations }) => observations)),
      float8Array(totals.map(({ total }) => total)),
    ],
  );
}
