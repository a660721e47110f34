import { encodeSamples } from '../codec/sample-codec.js';
import { lowerBound, type Samples, sliceSamples } from '../samples/samples.js';
import { type ChunkSummary, summarize } from './chunk-summary.js';

/** Length of the window a chunk never crosses, so that a chunk belongs to one day and one hour (UTC). */
export const CHUNK_WINDOW_MS = 3_600_000;
/** Most samples of a chunk: enough to encode well, few enough to decode for a glance at a minute. */
export const MAX_CHUNK_SAMPLES = 512;
/** A chunk of events with this many samples is not worth merging with others. */
export const FULL_CHUNK_SAMPLES = 256;

/** A chunk ready to be stored. */
export interface Chunk extends ChunkSummary {
  readonly seriesId: number;
  readonly columns: Buffer;
}

/** Cuts samples of one series (ascending in time, at least one) at the full hours and then into even pieces. */
export function buildChunks(seriesId: number, samples: Samples): Chunk[] {
  const { times } = samples;
  const chunks: Chunk[] = [];
  for (let start = 0; start < times.length; ) {
    const windowEnd = (Math.floor(times[start]! / CHUNK_WINDOW_MS) + 1) * CHUNK_WINDOW_MS;
    const end = lowerBound(times, windowEnd);
    const pieces = Math.ceil((end - start) / MAX_CHUNK_SAMPLES);
    for (let piece = 0; piece < pieces; piece++) {
      const from = start + Math.floor(((end - start) * piece) / pieces);
      const to = start + Math.floor(((end - start) * (piece + 1)) / pieces);
      const part = sliceSamples(samples, from, to);
      chunks.push({ seriesId, ...summarize(part), columns: encodeSamples(part) });
    }
    start = end;
  }
  return chunks;
}
