import type { ChunkSummary } from '../chunks/chunk-summary.js';
import type { Samples } from '../samples/samples.js';

/** Some samples of a series: a stored chunk (with its summary, decoded only when needed) or samples not yet in one. */
export interface SeriesPart {
  readonly summary?: ChunkSummary;
  /** The samples, ascending in time. */
  samples(): Samples;
}
