import { storableJson, storableText } from './storable-text.js';

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
/** The signature, flags, and the length of an extension. */
const HEADER_BYTES = SIGNATURE.length + 8;
const NULL_LENGTH = -1;
const LENGTH_BYTES = 4;
/** A character of JavaScript takes no more bytes of UTF-8. */
const MOST_BYTES = 3;
/** Shorter texts are written faster one by one than by a call out of JavaScript. */
const SHORT = 64;
const LAST_ASCII = 0x7f;
const JSONB_VERSION = 1;
/** The NUL at the end of a lexeme, and how many places it has. */
const LEXEME_END = 3;
const FIRST_BYTES = 524_288;
const TWO_TO_32 = 2 ** 32;
/** PostgreSQL counts microseconds from 2000. */
const EPOCH_2000_MS = 946_684_800_000;

/**
 * Writes rows for `COPY … FROM STDIN (FORMAT binary)`, field after field in the order of its columns; undefined becomes null. It costs
 * PostgreSQL half of what selecting from arrays does.
 */
export class BinaryCopy {
  private bytes = Buffer.alloc(0);
  private view: DataView;
  private position = HEADER_BYTES;

  /** @param columns of each row */
  constructor(private readonly columns: number) {
    this.grow(FIRST_BYTES);
    SIGNATURE.copy(this.bytes);
    this.bytes.fill(0, SIGNATURE.length, HEADER_BYTES);
  }

  /** Begins the next row. */
  row(): void {
    this.reserve(2);
    this.view.setInt16(this.position, this.columns);
    this.position += 2;
  }

  /** What PostgreSQL's text cannot hold becomes U+FFFD. */
  text(value: string | undefined): void {
    if (value === undefined) {
      this.null();
      return;
    }
    this.reserve(LENGTH_BYTES + value.length * MOST_BYTES);
    const start = this.position + LENGTH_BYTES;
    this.setLength(this.writeAscii(value, start) ? value.length : this.bytes.write(storableText(value), start));
  }

  /** What PostgreSQL's jsonb cannot hold becomes U+FFFD. */
  jsonb(value: unknown): void {
    if (value === undefined) {
      this.null();
      return;
    }
    const json = storableJson(value);
    this.reserve(LENGTH_BYTES + 1 + json.length * MOST_BYTES);
    const start = this.position + LENGTH_BYTES;
    this.bytes[start] = JSONB_VERSION;
    this.setLength(1 + this.bytes.write(json, start + 1));
  }

  /** Words as a tsvector without places, each with a prefix. */
  tsvector(words: ReadonlySet<string>, prefix: string): void {
    this.reserve(2 * LENGTH_BYTES);
    const start = this.position;
    this.view.setInt32(start + LENGTH_BYTES, words.size);
    this.position += 2 * LENGTH_BYTES;
    for (const word of words) {
      const lexeme = prefix + word;
      this.reserve(lexeme.length * MOST_BYTES + LEXEME_END);
      const at = this.position;
      this.position += this.writeAscii(lexeme, at) ? lexeme.length : this.bytes.write(lexeme, at);
      this.bytes.fill(0, this.position, this.position + LEXEME_END);
      this.position += LEXEME_END;
    }
    this.view.setInt32(start, this.position - start - LENGTH_BYTES);
  }

  int2(value: number): void {
    const start = this.startField(2);
    this.view.setInt16(start, value);
  }

  /** A bigint as text. */
  int8(value: string | undefined): void {
    if (value === undefined) {
      this.null();
      return;
    }
    const start = this.startField(8);
    this.view.setBigInt64(start, BigInt(value));
  }

  float8(value: number | undefined): void {
    if (value === undefined) {
      this.null();
      return;
    }
    const start = this.startField(8);
    this.view.setFloat64(start, value);
  }

  /** Epoch milliseconds, with microseconds as their fraction. */
  timestamptz(at: number): void {
    const microseconds = Math.round((at - EPOCH_2000_MS) * 1000);
    const start = this.startField(8);
    this.view.setInt32(start, Math.floor(microseconds / TWO_TO_32));
    this.view.setUint32(start + 4, microseconds % TWO_TO_32);
  }

  /** All rows. Nothing can be added then. */
  end(): Buffer {
    this.reserve(2);
    this.view.setInt16(this.position, -1);
    return this.bytes.subarray(0, this.position + 2);
  }

  private null(): void {
    this.reserve(LENGTH_BYTES);
    this.view.setInt32(this.position, NULL_LENGTH);
    this.position += LENGTH_BYTES;
  }

  /** @returns where its bytes go */
  private startField(bytes: number): number {
    this.reserve(LENGTH_BYTES + bytes);
    const start = this.position + LENGTH_BYTES;
    this.setLength(bytes);
    return start;
  }

  private setLength(bytes: number): void {
    this.view.setInt32(this.position, bytes);
    this.position += LENGTH_BYTES + bytes;
  }

  /** @returns false when it is something else than a short text in ASCII, without NUL */
  private writeAscii(text: string, start: number): boolean {
    if (text.length > SHORT) return false;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > LAST_ASCII || code === 0) return false;
      this.bytes[start + i] = code;
    }
    return true;
  }

  private reserve(bytes: number): void {
    if (this.position + bytes > this.bytes.length) this.grow((this.position + bytes) * 2);
  }

  private grow(length: number): void {
    const larger = Buffer.allocUnsafe(length);
    this.bytes.copy(larger, 0, 0, this.position);
    this.bytes = larger;
    this.view = new DataView(larger.buffer, larger.byteOffset, larger.length);
  }
}
