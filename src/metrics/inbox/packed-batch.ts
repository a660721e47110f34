import type { SampleBatch } from '../samples/sample-batch.js';

/**
 * A batch as the columns of an inbox row: int32 series ids, float64 epoch milliseconds, float64 values and, when given,
 * float64 counts, each little-endian and without a header (see docs/storage.md).
 */
export interface PackedBatch {
  readonly series_ids: Buffer;
  readonly times: Buffer;
  readonly sample_values: Buffer;
  readonly counts: Buffer | null;
}

/** Packs without copying: the buffers share the batch's memory. */
export function packBatch({ seriesIds, times, values, counts }: SampleBatch): PackedBatch {
  return {
    series_ids: bytesOf(seriesIds),
    times: bytesOf(times),
    sample_values: bytesOf(values),
    counts: counts ? bytesOf(counts) : null,
  };
}

/** Unpacks into memory of its own. */
export function unpackBatch(packed: PackedBatch): SampleBatch {
  return {
    seriesIds: new Int32Array(copyOf(packed.series_ids)),
    times: new Float64Array(copyOf(packed.times)),
    values: new Float64Array(copyOf(packed.sample_values)),
    counts: packed.counts ? new Float64Array(copyOf(packed.counts)) : undefined,
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array | Float64Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

/** Buffers come from a shared pool at any offset; a typed array needs an aligned one. */
function copyOf(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
