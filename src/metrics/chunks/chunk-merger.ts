import { Injectable } from '@nestjs/common';
import { int4Array, timestamptzArray } from '../../database/binary-arrays.js';
import { Database, type Transaction } from '../../database/database.js';
import { isState, type SeriesShape } from '../metric-kind.js';
import { Pacer } from '../reading/pacer.js';
import { mergeSamples } from '../samples/merge-samples.js';
import { buildChunks, CHUNK_WINDOW_MS, FULL_CHUNK_SAMPLES } from './build-chunks.js';
import {
  CHUNK_COLUMNS,
  type ChunkRow,
  insertChunks,
  lockChunks,
  type PlacedChunk,
  readChunkRow,
} from './chunk-rows.js';

/** So many short chunks of one hour are joined at once; fewer wait until the hour is over. */
const MANY_SHORT_CHUNKS = 12;
/** Late samples are usual for so long after an hour's end; later ones start another round. */
const SETTLE_MINUTES = 5;
/** Most hours of series joined in one transaction. */
const MAX_HOURS = 5000;

interface SeriesHour extends SeriesShape {
  series_id: number;
  /** Start of the hour, epoch ms. */
  hour: number;
}

/** Which hours to look at: also those that are over and have only few short chunks, or only those with many. */
export type MergeScope = 'all hours' | 'crowded hours';

/** Joins the short chunks of a series and hour into few long ones, dropping states that were overwritten. */
@Injectable()
export class ChunkMerger {
  constructor(private readonly database: Database) {}

  /** @returns whether there may be more to join */
  merge(scope: MergeScope): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      await lockChunks(tx);
      const hours = await hoursToMerge(tx, scope);
      if (hours.length === 0) return false;
      const pacer = new Pacer();
      const merged: PlacedChunk[] = [];
      const bySeriesHour = groupRows(await takeChunks(tx, hours));
      for (const hour of hours) {
        const rows = bySeriesHour.get(keyOf(hour.series_id, hour.hour)) ?? [];
        const parts = rows.sort((a, b) => a.chunk_id - b.chunk_id).map((row) => readChunkRow(row).samples());
        if (parts.length === 0) continue;
        const chunks = buildChunks(hour.series_id, mergeSamples(parts, isState(hour)));
        merged.push(...chunks.map((chunk) => ({ ...chunk, merged: true })));
        await pacer.pause();
      }
      await insertChunks(tx, merged);
      return hours.length === MAX_HOURS;
    });
  }
}

async function hoursToMerge(tx: Transaction, scope: MergeScope): Promise<SeriesHour[]> {
  return tx.query<SeriesHour>(
    `select c.series_id, (extract(epoch from c.hour) * 1000)::float8 as hour,
            coalesce(s.kind, 'histogram') as kind, coalesce(s.temporality, 'delta') as temporality
     from (
       select series_id, date_trunc('hour', start_at) as hour, count(*) as chunks
       from metric_chunks where not merged group by 1, 2
     ) c left join metric_series s on s.id = c.series_id
     where c.chunks >= ${MANY_SHORT_CHUNKS} or ($1 and c.hour < now() - interval '1 hour ${SETTLE_MINUTES} minutes')
     order by c.hour, c.series_id limit ${MAX_HOURS}`,
    [scope === 'all hours'],
  );
}

/** All chunks of an hour of states, which may overlap; of events only the short ones. */
async function takeChunks(tx: Transaction, hours: readonly SeriesHour[]): Promise<ChunkRow[]> {
  return tx.query<ChunkRow>(
    `delete from metric_chunks c
     using unnest($1::int4[], $2::timestamptz[], $3::int4[]) as given (series_id, hour, whole)
     where c.series_id = given.series_id and c.start_at >= given.hour and c.start_at < given.hour + interval '1 hour'
       and c.start_at >= $4 and c.start_at < $5
       and (given.whole = 1 or not c.merged or c.sample_count < ${FULL_CHUNK_SAMPLES})
     returning ${CHUNK_COLUMNS.replaceAll(/\bseries_id\b/g, 'c.series_id')}`,
    [
      int4Array(hours.map(({ series_id }) => series_id)),
      timestamptzArray(hours.map(({ hour }) => hour)),
      int4Array(hours.map((hour) => Number(isState(hour)))),
      // Known before the plan is made, so that only the partitions of these days are looked at.
      new Date(hours[0]!.hour),
      new Date(hours.at(-1)!.hour + CHUNK_WINDOW_MS),
    ],
  );
}

function groupRows(rows: readonly ChunkRow[]): Map<string, ChunkRow[]> {
  const groups = new Map<string, ChunkRow[]>();
  for (const row of rows) {
    const key = keyOf(row.series_id, Math.floor(row.start_at / CHUNK_WINDOW_MS) * CHUNK_WINDOW_MS);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function keyOf(seriesId: number, hour: number): string {
  return `${seriesId} ${hour}`;
}
