import type { OriginalPlace, Place } from './find-original.js';

/** Larger maps are refused. */
export const MAX_MAP_BYTES = 32 * 1024 * 1024;

/** What is wrong with a map, in words that follow "The source map". */
export class MapFault extends Error {}

/** What the thread of source maps is asked to do. */
export type Job =
  | { kind: 'check'; json: Uint8Array }
  | { kind: 'find'; mapId: string; places: readonly Place[]; stored?: Uint8Array };

/** A job with the number that its answer will carry. */
export type Work = Job & { id: number };

/** A map that can be used. */
export interface CheckedMap {
  sourceCount: number;
  debugId: string | undefined;
  /** Compressed. */
  stored: Uint8Array;
}

/** One for each place; `unknown` when the map itself is needed to tell. */
export type Originals = (OriginalPlace | null)[] | 'unknown';

/** What the thread says of a piece of work. */
export type Answer = { id: number } & ({ result: CheckedMap | Originals } | { fault: string });
