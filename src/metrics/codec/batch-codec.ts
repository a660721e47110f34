import type { SampleBatch } from '../samples/sample-batch.js';
import { ByteReader, CorruptColumns } from './byte-reader.js';
import { ByteWriter } from './byte-writer.js';
import { readTimes, writeTimes } from './time-column.js';
import { readValues, writeRawValues, writeValues } from './value-column.js';

/** First byte of every encoded batch; see docs/storage.md. */
const VERSION = 1;
const HAS_COUNTS = 1;
/** More samples than any batch is written with: a larger number means the bytes are not ours. */
const COUNT_LIMIT = 2 ** 26;

const writer = new ByteWriter();

/** How to encode a batch: quickly, for what is soon rewritten, or small, for what stays for an hour. */
export type BatchEncoding = 'quick' | 'small';

/** Encodes the samples of many series (at least one sample), in any order, into a self-describing block of bytes. */
export function encodeBatch({ seriesIds, times, values, counts }: SampleBatch, encoding: BatchEncoding): Buffer {
  const write = encoding === 'quick' ? writeRawValues : writeValues;
  writer.finish(); // leaves nothing of an attempt that threw
  writer.byte(VERSION);
  writer.byte(counts ? HAS_COUNTS : 0);
  writer.unsigned(seriesIds.length);
  writer.signedSteps(seriesIds);
  writeTimes(writer, times);
  write(writer, values);
  if (counts) write(writer, counts);
  return writer.finish();
}

/**
 * Decodes what {@link encodeBatch} wrote, bit for bit.
 *
 * @throws CorruptColumns for anything else
 */
export function decodeBatch(bytes: Uint8Array): SampleBatch {
  const reader = new ByteReader(bytes);
  const version = reader.byte();
  if (version !== VERSION) throw new CorruptColumns(`a sample batch of unknown version ${version}`);
  const flags = reader.byte();
  const count = reader.unsigned();
  // Each sample takes at least a byte, for its series: a larger count would only ask for memory.
  if (!(count >= 1 && count <= Math.min(COUNT_LIMIT, bytes.length)))
    throw new CorruptColumns('sample count out of range');
  const seriesIds = readIds(reader, count);
  const times = readTimes(reader, new Float64Array(count));
  const values = readValues(reader, new Float64Array(count));
  const counts = flags & HAS_COUNTS ? readValues(reader, new Float64Array(count)) : undefined;
  reader.end();
  return { seriesIds, times, values, counts };
}

function readIds(reader: ByteReader, count: number): Int32Array {
  const ids = new Float64Array(count);
  reader.signedSums(ids);
  return Int32Array.from(ids);
}
