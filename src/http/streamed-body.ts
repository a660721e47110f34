import { Readable } from 'node:stream';

/** About so many characters are handed on at a time. */
export const PIECE = 65_536;

/**
 * A text as the body of a response: whole when it is short, else as a stream that is made as it is sent, so that neither
 * the memory nor anybody who waits pays for its length.
 */
export async function asBody(pieces: AsyncGenerator<string>): Promise<string | Readable> {
  let text = '';
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
    text += next.value;
    if (text.length >= PIECE) return Readable.from(startingWith(text, pieces));
  }
  return text;
}

async function* startingWith(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}
