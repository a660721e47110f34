import { encodeSamples } from '../codec/sample-codec.js';
import { lowerBound, type Samples, sliceSamples } from '../samples/samples.js';
import { type ChunkSummary, summarize } from './chunk-summary.js';

/** Length of the window a chunk never crosses, so that a chunk belongs to one day and one hour (UTC). */
export const CHUNK_WINDOW_MS = 3_600_000;
/** Most samples of a chunk: enough to encode well, few enough to decode for a glance at a minute. */
export const MAX_CHUNK_SAMPLES = 512;
/** A chunk with this many samples, an hour of one every ten seconds, is not worth joining with others. */
export const FULL_CHUNK_SAMPLES = 360;

/** A chunk ready to be stored. */
export interface Chunk extends ChunkSummary {
  readonly seriesId: number;
  readonly columns: Buffer;
}

/** The start of the hour (UTC) that a time lies in, epoch ms. */
export function hourOf(time: number): number {
  return Math.floor(time / CHUNK_WINDOW_MS) * CHUNK_WINDOW_MS;
}

/** Cuts samples (ascending in time) at the full hours. */
export function cutHours(samples: Samples): Samples[] {
  const { times } = samples;
  const last = times.length - 1;
  if (last < 0 || hourOf(times[0]!) === hourOf(times[last]!)) return [samples];
  const parts: Samples[] = [];
  for (let start = 0; start <= last; ) {
    const end = lowerBound(times, hourOf(times[start]!) + CHUNK_WINDOW_MS);
    parts.push(sliceSamples(samples, start, end));
    start = end;
  }
  return parts;
}

/** Cuts samples of one series and hour (ascending in time, at least one) into even pieces, each a chunk. */
export function buildChunks(seriesId: number, samples: Samples): Chunk[] {
  const { length } = samples.times;
  const pieces = Math.ceil(length / MAX_CHUNK_SAMPLES);
  const chunks: Chunk[] = [];
  for (let piece = 0; piece < pieces; piece++) {
    const from = Math.floor((length * piece) / pieces);
    const to = Math.floor((length * (piece + 1)) / pieces);
    const part = pieces === 1 ? samples : sliceSamples(samples, from, to);
    chunks.push({ seriesId, ...summarize(part), columns: encodeSamples(part) });
  }
  return chunks;
}
