/** Bytes that are no protobuf message. The message says where and what is wrong. */
export class ProtobufFault extends Error {}

/** Wire types of protobuf (protobuf.dev/programming-guides/encoding); groups (3 and 4) are long out of use. */
const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
const FIXED32 = 5;

/** Messages within messages: no protocol here comes near it, and readers of recursive messages call themselves. */
const MAX_DEPTH = 64;
const TWO_32 = 4_294_967_296;

/** The tags of a field by the form in which it is sent. A field sent in another form is an unknown field. */
export const varintTag = (field: number): number => (field << 3) | VARINT;
export const fixed64Tag = (field: number): number => (field << 3) | FIXED64;
export const lengthTag = (field: number): number => (field << 3) | LENGTH;

/**
 * Reads protobuf bytes field by field, in place: nothing is copied and nothing is made but the texts that are asked for.
 * After `next()` the field has to be read by the method of its type, entered as a message, or skipped.
 *
 * All methods throw {@link ProtobufFault} when the bytes end too early or cannot be meant.
 */
export class ProtoReader {
  /** Of the field `next()` came to; see {@link lengthTag} and its like. */
  tag = 0;
  /** The two halves of the 64 bits read by {@link varint64} or {@link fixed64}, unsigned. */
  low = 0;
  high = 0;
  readonly view: DataView;
  private depth = 0;

  /** @param position where the message starts @param end and where it ends; both follow the reading */
  constructor(
    readonly bytes: Buffer,
    public position = 0,
    public end = bytes.length,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Goes to the next field. @returns false at the end of the message */
  next(): boolean {
    if (this.position >= this.end) return false;
    this.varint64();
    if (this.high !== 0 || this.low < 8) throw this.fault(`no field has the tag ${this.high * TWO_32 + this.low}`);
    this.tag = this.low;
    return true;
  }

  /** Goes into the message or packed list that is the field. @returns what {@link leave} takes */
  enter(): number {
    const length = this.varint();
    if (length > this.end - this.position) {
      throw this.fault(`a field of ${length} bytes is longer than the ${this.end - this.position} that are left`);
    }
    if (++this.depth > MAX_DEPTH) throw this.fault(`messages are nested more than ${MAX_DEPTH} deep`);
    const outer = this.end;
    this.end = this.position + length;
    return outer;
  }

  /** Goes behind the message that was entered, wherever in it the reading was. */
  leave(outer: number): void {
    this.position = this.end;
    this.end = outer;
    this.depth--;
  }

  /** Passes over the field. */
  skip(): void {
    const type = this.tag & 7;
    if (type === VARINT) this.varint64();
    else if (type === LENGTH) this.leave(this.enter());
    else if (type === FIXED64) this.take(8);
    else if (type === FIXED32) this.take(4);
    else throw this.fault(`wire type ${type} is not in use`);
  }

  /** A text or bytes: where they start; `position` is then where they end. */
  span(): number {
    const outer = this.enter();
    const start = this.position;
    this.leave(outer);
    return start;
  }

  /** UTF-8; what is not becomes U+FFFD. */
  text(): string {
    const start = this.span();
    return this.bytes.toString('utf8', start, this.position);
  }

  /** An unsigned integer; exact up to 2^53. */
  varint(): number {
    this.varint64();
    return this.high * TWO_32 + this.low;
  }

  /** A signed integer in two's complement; exact within 2^53. */
  int64(): number {
    this.varint64();
    return (this.high | 0) * TWO_32 + this.low;
  }

  /** A zigzag-folded signed integer of 32 bits. */
  sint32(): number {
    this.varint64();
    return (this.low >>> 1) ^ -(this.low & 1);
  }

  bool(): boolean {
    this.varint64();
    return (this.low | this.high) !== 0;
  }

  double(): number {
    return this.view.getFloat64(this.take(8), true);
  }

  /** Eight bytes, into `low` and `high`: doubles whose very bits count, and integers beyond 2^53. */
  fixed64(): void {
    const at = this.take(8);
    this.low = this.view.getUint32(at, true);
    this.high = this.view.getUint32(at + 4, true);
  }

  /** A variable number of bytes, into `low` and `high`. */
  varint64(): void {
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.position >= this.end) throw this.fault('a number is cut off');
      const byte = this.bytes[this.position++]!;
      const bits = byte & 0x7f;
      if (shift < 28) low |= bits << shift;
      else if (shift > 28) high |= bits << (shift - 32);
      else {
        low |= bits << 28;
        high = bits >>> 4;
      }
      if (byte < 0x80) {
        this.low = low >>> 0;
        this.high = high >>> 0;
        return;
      }
    }
    throw this.fault('a number has more than 10 bytes');
  }

  /** A fault that names the place. */
  fault(what: string): ProtobufFault {
    return new ProtobufFault(`at byte ${this.position}: ${what}`);
  }

  private take(length: number): number {
    const start = this.position;
    if (length > this.end - start) throw this.fault('a number is cut off');
    this.position = start + length;
    return start;
  }
}
