import { uncompressSync } from 'snappy';
import { Problem } from '../../http/problem.js';

/** A length is a varint of at most 32 bits. */
const LENGTH_BYTES = 5;

/**
 * Undoes Snappy's block format. The length a block declares is checked before anything is made of it: a bomb stays small.
 *
 * @throws Problem 413 when it is over `maxBytes`, 400 for what is no such block
 */
export function uncompressBlock(body: Buffer, maxBytes: number): Buffer {
  const length = declaredLength(body);
  if (length === undefined) throw notSnappy();
  if (length > maxBytes) {
    throw Problem.of(413, `The body has ${length} bytes when it is uncompressed: at most ${maxBytes} are taken.`);
  }
  try {
    return uncompressSync(body) as Buffer;
  } catch {
    throw notSnappy();
  }
}

function declaredLength(body: Buffer): number | undefined {
  let length = 0;
  for (let i = 0; i < LENGTH_BYTES; i++) {
    const byte = body[i];
    if (byte === undefined) return undefined;
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return length < 2 ** 32 ? length : undefined;
  }
  return undefined;
}

function notSnappy(): Problem {
  return Problem.of(
    400,
    "The body is not valid Snappy: expected the block format, without the stream format's frames.",
  );
}
