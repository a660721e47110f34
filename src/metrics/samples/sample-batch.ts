import { concatDoubles } from './double-bits.js';
import { joinCounts } from './samples.js';

/**
 * Samples of many series as columns: position i of each is one sample. The shape in which everything is recorded;
 * nothing is allocated per sample. Times are whole milliseconds since 1970.
 */
export interface SampleBatch {
  /** Id of each sample's series, from the series catalogue. */
  readonly seriesIds: Int32Array;
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** How many observations had the value (histograms); without it each sample counts once. */
  readonly counts?: Float64Array;
}

/** The batches one after the other, in memory of its own. */
export function concatBatches(batches: readonly SampleBatch[]): SampleBatch {
  const seriesIds = new Int32Array(batches.reduce((length, batch) => length + batch.seriesIds.length, 0));
  let offset = 0;
  for (const batch of batches) {
    seriesIds.set(batch.seriesIds, offset);
    offset += batch.seriesIds.length;
  }
  return {
    seriesIds,
    times: concatDoubles(batches.map((batch) => batch.times)),
    values: concatDoubles(batches.map((batch) => batch.values)),
    counts: joinCounts(batches),
  };
}
