import { pooledDoubles } from '../samples/pooled-doubles.js';
import type { Samples } from '../samples/samples.js';
import { ByteReader, CorruptColumns } from './byte-reader.js';
import { ByteWriter } from './byte-writer.js';
import { readTimes, writeTimes } from './time-column.js';
import { readValues, writeValues } from './value-column.js';

/** First byte of every encoded block. Docs: docs/storage.md. */
const VERSION = 1;
const HAS_COUNTS = 1;
/** More samples than any block is written with: a larger number means the bytes are not ours. */
const COUNT_LIMIT = 2 ** 20;

const writer = new ByteWriter();

/**
 * Encodes samples (1 … 2^20) into a self-describing block of bytes; see docs/storage.md for the layout.
 *
 * @throws RangeError for another number of samples, columns of different lengths, or a time out of range
 */
export function encodeSamples({ times, values, counts }: Samples): Buffer {
  const { length } = times;
  if (!(length >= 1 && length <= COUNT_LIMIT)) throw new RangeError(`not a storable number of samples: ${length}`);
  if (values.length !== length || (counts ?? values).length !== length)
    throw new RangeError('columns differ in length');
  writer.finish(); // leaves nothing of an attempt that threw
  writer.byte(VERSION);
  writer.byte(counts ? HAS_COUNTS : 0);
  writer.unsigned(length);
  writeTimes(writer, times);
  writeValues(writer, values);
  if (counts) writeValues(writer, counts);
  return writer.finish();
}

/**
 * Decodes what {@link encodeSamples} wrote, bit for bit.
 *
 * @throws CorruptColumns for anything else
 */
export function decodeSamples(bytes: Uint8Array): Samples {
  const reader = new ByteReader(bytes);
  const version = reader.byte();
  if (version !== VERSION) throw new CorruptColumns(`sample columns of unknown version ${version}`);
  const flags = reader.byte();
  if (flags > HAS_COUNTS) throw new CorruptColumns(`sample columns with unknown flags ${flags}`);
  const count = reader.unsigned();
  if (!(count >= 1 && count <= COUNT_LIMIT)) throw new CorruptColumns('sample count out of range');
  const times = readTimes(reader, pooledDoubles(count));
  const values = readValues(reader, pooledDoubles(count));
  const counts = flags === HAS_COUNTS ? readValues(reader, pooledDoubles(count)) : undefined;
  reader.end();
  return { times, values, counts };
}
