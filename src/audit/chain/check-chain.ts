import type { AuditEntryView } from '../audit.dto.js';
import { entryHash, NO_HASH } from './entry-hash.js';

/** Up to where the chain has been read, and the hash there. */
export interface ChainPoint {
  readonly sequence: number;
  readonly hash: string;
}

/** Before the first entry. */
export const CHAIN_START: ChainPoint = { sequence: 0, hash: NO_HASH };

/** The first place where the chain is not what was written. */
export interface ChainBreak {
  readonly sequence: number;
  readonly id: string | null;
  readonly reason: string;
}

/** Why an entry cannot follow what has been read, if so. */
export function checkLink(previous: ChainPoint, entry: AuditEntryView): ChainBreak | undefined {
  const { sequence, id } = entry;
  const expected = previous.sequence + 1;
  if (sequence !== expected) {
    const last = sequence - 1;
    const missing = last === expected ? `entry ${expected} is` : `entries ${expected} to ${last} are`;
    return { sequence: expected, id: null, reason: `${missing} missing` };
  }
  const { hash, ...unhashed } = entry;
  if (entryHash(unhashed) !== hash) {
    return { sequence, id, reason: 'the entry is not what was written: its hash is of other contents' };
  }
  if (entry.previous_hash !== previous.hash) {
    return {
      sequence,
      id,
      reason: 'the entry does not follow the one before it: one of the two is another than was written',
    };
  }
  return undefined;
}
