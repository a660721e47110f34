import type { Transaction } from '../../database/database.js';
import { insertBlocks } from './block-rows.js';
import { insertChunks } from './chunk-rows.js';
import type { Placed } from './sample-placer.js';

/** Stores what a placer has placed; of one series in the order in which it was placed. */
export async function insertPlaced(tx: Transaction, { chunks, blocks }: Placed): Promise<void> {
  await insertChunks(tx, chunks);
  await insertBlocks(tx, blocks);
}
