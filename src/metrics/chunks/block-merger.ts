import { Injectable } from '@nestjs/common';
import { int4Array, timestamptzArray } from '../../database/binary-arrays.js';
import { Database, type Transaction } from '../../database/database.js';
import { Pacer } from '../../jobs/pacer.js';
import { decodeBatch } from '../codec/batch-codec.js';
import { BatchCache } from '../reading/batch-cache.js';
import { mergeSamples } from '../samples/merge-samples.js';
import type { Samples } from '../samples/samples.js';
import { groupBySeries } from '../samples/series-runs.js';
import { CHUNK_WINDOW_MS, FULL_CHUNK_SAMPLES } from './build-chunks.js';
import { CHUNK_COLUMNS, type ChunkRow, lockChunks, readChunkRow } from './chunk-rows.js';
import { insertPlaced } from './insert-placed.js';
import { SamplePlacer } from './sample-placer.js';
import { statesAmong } from './series-shapes.js';

/** So many blocks of one shard and hour, or samples in them, are joined at once; fewer wait until the hour is over. */
const MANY_BLOCKS = 12;
const MANY_SAMPLES = 500_000;
/** Late samples are usual for so long after an hour's end; later ones start another round. */
const SETTLE_MINUTES = 5;

/** Blocks of one shard and hour. */
interface ShardHour {
  readonly shard: number;
  /** Epoch ms. */
  readonly hour: number;
  /** Whether the hour is over: then all samples become chunks. */
  readonly over: boolean;
}

/** Samples of one series and their place in the order of writing. */
interface WrittenPart {
  readonly order: number;
  readonly samples: Samples;
}

/** Which blocks to look at: also those of hours that are over, however few, or only where there are many. */
export type MergeScope = 'all hours' | 'crowded hours';

/** Turns the blocks of a shard and hour into chunks, dropping states that were overwritten. */
@Injectable()
export class BlockMerger {
  constructor(
    private readonly database: Database,
    private readonly cache: BatchCache,
  ) {}

  /** Merges one shard and hour. @returns whether there was one to merge */
  async merge(scope: MergeScope): Promise<boolean> {
    const blocks = await this.database.transaction(async (tx) => {
      await lockChunks(tx);
      const target = await next(tx, scope);
      return target && this.mergeHour(tx, target);
    });
    if (blocks) this.cache.forget('metric_blocks', blocks);
    return blocks !== undefined;
  }

  /** @returns the ids of the blocks that are gone */
  private async mergeHour(tx: Transaction, target: ShardHour): Promise<string[]> {
    const pacer = new Pacer();
    const taken = await this.takeBlocks(tx, target, pacer);
    const ids = Int32Array.from(taken.parts.keys()).sort();
    const states = await statesAmong(tx, ids);
    for (const row of await takeChunks(tx, target, taken.parts, states)) {
      taken.parts.get(row.series_id)!.push({ order: row.chunk_id, samples: readChunkRow(row).samples() });
    }
    const placer = new SamplePlacer(target.over ? 1 : FULL_CHUNK_SAMPLES);
    for (const id of ids) {
      const parts = taken.parts.get(id)!.sort((a, b) => a.order - b.order);
      placer.add(
        id,
        mergeSamples(
          parts.map(({ samples }) => samples),
          states.has(id),
        ),
      );
      await pacer.pause();
    }
    await insertPlaced(tx, placer.finish());
    return taken.blocks;
  }

  private async takeBlocks(tx: Transaction, { shard, hour }: ShardHour, pacer: Pacer) {
    const rows = await tx.query<{ id: string; samples: Buffer }>(
      `with taken as (delete from metric_blocks where shard = $1 and hour = $2 returning block_id, samples)
       select block_id::text as id, samples from taken`,
      [shard, new Date(hour)],
    );
    const parts = new Map<number, WrittenPart[]>();
    for (const { id, samples } of rows) {
      const known = this.cache.get('metric_blocks', id);
      const runs = known ? await known.bySeries() : await groupBySeries([decodeBatch(samples)]);
      runs.ids.forEach((seriesId, position) => {
        const part = { order: Number(id), samples: runs.at(position) };
        const others = parts.get(seriesId);
        if (others) others.push(part);
        else parts.set(seriesId, [part]);
      });
      await pacer.pause();
    }
    return { blocks: rows.map(({ id }) => id), parts };
  }
}

/** The oldest hour that has something to merge, and in it the first shard. */
async function next(tx: Transaction, scope: MergeScope): Promise<ShardHour | undefined> {
  const [found] = await tx.query<ShardHour>(
    `select shard, (extract(epoch from hour) * 1000)::float8 as hour, hour < now() - interval '1 hour ${SETTLE_MINUTES} minutes' as over
     from metric_blocks group by metric_blocks.hour, shard
     having count(*) >= ${MANY_BLOCKS} or sum(sample_count) >= ${MANY_SAMPLES}
         or ($1 and metric_blocks.hour < now() - interval '1 hour ${SETTLE_MINUTES} minutes')
     order by metric_blocks.hour, shard limit 1`,
    [scope === 'all hours'],
  );
  return found;
}

/**
 * Chunks that must or may be joined with new samples of the same series and hour: of states those that overlap them, since
 * some may have been overwritten; when the hour is over also those that are not full.
 */
async function takeChunks(
  tx: Transaction,
  { hour, over }: ShardHour,
  parts: ReadonlyMap<number, readonly WrittenPart[]>,
  states: ReadonlySet<number>,
): Promise<ChunkRow[]> {
  const wanted = [...parts].filter(([id]) => over || states.has(id));
  return tx.query<ChunkRow>(
    `delete from metric_chunks c
     using unnest($1::int4[], $2::timestamptz[], $3::timestamptz[], $4::int4[]) as given (id, first_at, last_at, state)
     where c.series_id = given.id and c.start_at >= $5 and c.start_at < $6
       and (($7 and c.sample_count < ${FULL_CHUNK_SAMPLES})
         or (given.state = 1 and c.start_at <= given.last_at and c.end_at >= given.first_at))
     returning ${CHUNK_COLUMNS}`,
    [
      int4Array(wanted.map(([id]) => id)),
      timestamptzArray(wanted.map(([, list]) => Math.min(...list.map(({ samples }) => samples.times[0]!)))),
      timestamptzArray(wanted.map(([, list]) => Math.max(...list.map(({ samples }) => samples.times.at(-1)!)))),
      int4Array(wanted.map(([id]) => Number(states.has(id)))),
      new Date(hour),
      new Date(hour + CHUNK_WINDOW_MS),
      over,
    ],
  );
}
