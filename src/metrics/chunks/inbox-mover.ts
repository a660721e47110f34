import { Injectable } from '@nestjs/common';
import { float8Array, int4Array } from '../../database/binary-arrays.js';
import { Database, type Transaction } from '../../database/database.js';
import { type PackedBatch, unpackBatch } from '../inbox/packed-batch.js';
import { isState, type SeriesShape } from '../metric-kind.js';
import { Pacer } from '../reading/pacer.js';
import { mergeSamples } from '../samples/merge-samples.js';
import { concatBatches } from '../samples/sample-batch.js';
import { groupBySeries } from '../samples/series-runs.js';
import { buildChunks, type Chunk, FULL_CHUNK_SAMPLES } from './build-chunks.js';
import { insertChunks, lockChunks, type PlacedChunk } from './chunk-rows.js';

/** Most rows and samples moved in one transaction. */
const MAX_ROWS = 2000;
const MAX_SAMPLES = 250_000;

/** What events of a series add to its running total. */
interface Total {
  readonly seriesId: number;
  observations: number;
  total: number;
}

/** Moves the oldest inbox rows into chunks. All happens in one transaction: nothing is lost and nothing is there twice. */
@Injectable()
export class InboxMover {
  constructor(private readonly database: Database) {}

  /** @returns whether there was anything to move */
  move(): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      await lockChunks(tx);
      const rows = await takeRows(tx);
      if (rows.length === 0) return false;
      const runs = groupBySeries(concatBatches(rows.map(unpackBatch)));
      const states = await statesAmong(tx, runs.ids);
      const chunks: PlacedChunk[] = [];
      const totals: Total[] = [];
      const pacer = new Pacer();
      for (let i = 0; i < runs.ids.length; i++) {
        const seriesId = runs.ids[i]!;
        const state = states.has(seriesId);
        const built = buildChunks(seriesId, mergeSamples([runs.at(i)], state));
        chunks.push(...built.map((chunk) => place(chunk, state)));
        if (!state) totals.push(totalOf(seriesId, built));
        await pacer.pause();
      }
      await insertChunks(tx, chunks);
      await addTotals(tx, totals);
      return true;
    });
  }
}

/** Large chunks of events are left alone; chunks of states may have to be joined to find what was overwritten. */
function place(chunk: Chunk, state: boolean): PlacedChunk {
  return { ...chunk, merged: !state && chunk.sampleCount >= FULL_CHUNK_SAMPLES };
}

function totalOf(seriesId: number, chunks: readonly Chunk[]): Total {
  const total: Total = { seriesId, observations: 0, total: 0 };
  for (const { observationCount, sum } of chunks) {
    total.observations += observationCount;
    // An infinite or undefined sum would stay in the total for ever.
    if (Number.isFinite(sum)) total.total += sum;
  }
  return total;
}

/** Deleting locks the rows: a second mover would wait and then find them gone. */
async function takeRows(tx: Transaction): Promise<PackedBatch[]> {
  return tx.query<PackedBatch>(
    `with oldest as (
       select id, sum(sample_count) over (order by id) - sample_count as before
       from (select id, sample_count from metric_inbox order by id limit ${MAX_ROWS}) as first_rows
     ), taken as (
       delete from metric_inbox where id in (select id from oldest where before < ${MAX_SAMPLES}) returning *
     )
     select series_ids, times, sample_values, counts from taken order by id`,
  );
}

/** A series that is no longer known counts as events, of which none is ever dropped. */
async function statesAmong(tx: Transaction, seriesIds: Int32Array): Promise<Set<number>> {
  const rows = await tx.query<SeriesShape & { id: number }>(
    'select id, kind, temporality from metric_series where id = any($1::int4[])',
    [int4Array(seriesIds)],
  );
  return new Set(rows.filter(isState).map(({ id }) => id));
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
