/** Bytes that are no protobuf message. The message says where and what is wrong. */
export class ProtobufFault extends Error {}

/** Wire types of protobuf (protobuf.dev/programming-guides/encoding); groups (3 and 4) are long out of use. */
const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
const FIXED32 = 5;

/** Messages within messages: no protocol here comes near it, and readers of recursive messages call themselves. */
const MAX_DEPTH = 64;
const TWO_28 = 268_435_456;
const TWO_32 = 4_294_967_296;

const LONGEST_NAME = 48;
const NAME_SLOTS = 1021;
/** Names that were read last. */
const names: string[] = [];

/** Whether an ASCII text stands at a place. */
function stands(text: string, bytes: Buffer, start: number): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}

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
    this.tag = this.varint();
    if (this.tag < 8 || this.tag >= TWO_32) throw this.fault(`no field has the tag ${this.tag}`);
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

  /** Passes over all fields that follow with this tag and at most 127 bytes each: in most messages all of a list. */
  skipShort(lengthTag: number): void {
    const { bytes } = this;
    while (this.position + 1 < this.end && bytes[this.position] === lengthTag) {
      const next = this.position + 2 + bytes[this.position + 1]!;
      if (bytes[this.position + 1]! >= 0x80 || next > this.end) return;
      this.position = next;
    }
  }

  /** Passes over the field. */
  skip(): void {
    const type = this.tag & 7;
    if (type === VARINT) this.varint();
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

  /** The same for names that come again and again: each is made once. */
  name(): string {
    const start = this.span();
    const { bytes, position: end } = this;
    const length = end - start;
    if (length === 0 || length > LONGEST_NAME) return bytes.toString('utf8', start, end);
    const slot = (bytes[start]! * 31 + bytes[start + (length >> 1)]! * 17 + bytes[end - 1]! * 7 + length) % NAME_SLOTS;
    const known = names[slot];
    if (known?.length === length && stands(known, bytes, start)) return known;
    const name = bytes.toString('utf8', start, end);
    names[slot] = name;
    return name;
  }

  /** An unsigned integer; exact up to 2^53. */
  varint(): number {
    const { bytes, position } = this;
    const first = position < this.end ? bytes[position]! : 0x80;
    if (first < 0x80) {
      this.position = position + 1;
      return first;
    }
    const second = position + 1 < this.end ? bytes[position + 1]! : 0x80;
    if (second >= 0x80) return this.longVarint(false);
    this.position = position + 2;
    return (second << 7) | (first & 0x7f);
  }

  /** A signed integer in two's complement; exact within 2^53. */
  int64(): number {
    const { bytes, position: at } = this;
    if (at + 6 > this.end || bytes[at + 5]! >= 0x80) return this.longVarint(true);
    const [a, b, c, d, e] = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!, bytes[at + 4]!];
    if ((a & b & c & d & e) < 0x80) return this.longVarint(true);
    // Six bytes, as times in epoch milliseconds have: the others go the long way.
    this.position = at + 6;
    const low = (a & 0x7f) | ((b & 0x7f) << 7) | ((c & 0x7f) << 14) | ((d & 0x7f) << 21);
    return ((bytes[at + 5]! << 7) | (e & 0x7f)) * TWO_28 + low;
  }

  /** A zigzag-folded signed integer of 32 bits. */
  sint32(): number {
    const folded = this.varint() % TWO_32;
    return (folded >>> 1) ^ -(folded & 1);
  }

  bool(): boolean {
    return this.varint() !== 0;
  }

  double(): number {
    return this.view.getFloat64(this.take(8), true);
  }

  /** Eight bytes. @returns where they start: doubles whose very bits count and integers beyond 2^53 are read from there */
  fixed64(): number {
    return this.take(8);
  }

  /** A fault that names the place. */
  fault(what: string): ProtobufFault {
    return new ProtobufFault(`at byte ${this.position}: ${what}`);
  }

  /** Seven bits a byte, in three parts that are exact as integers: 28, 28 and 8 bits. */
  private longVarint(signed: boolean): number {
    let low = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.byte();
      low |= (byte & 0x7f) << shift;
      if (byte < 0x80) return low;
    }
    let middle = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.byte();
      middle |= (byte & 0x7f) << shift;
      if (byte < 0x80) return middle * TWO_28 + low;
    }
    const ninth = this.byte();
    const tenth = ninth < 0x80 ? 0 : this.byte();
    if (tenth >= 0x80) throw this.fault('a number has more than 10 bytes');
    const high = ((tenth & 1) << 7) | (ninth & 0x7f);
    return ((signed ? (high << 24) >> 24 : high) * TWO_28 + middle) * TWO_28 + low;
  }

  private byte(): number {
    if (this.position >= this.end) throw this.fault('a number is cut off');
    return this.bytes[this.position++]!;
  }

  private take(length: number): number {
    const start = this.position;
    if (length > this.end - start) throw this.fault('a number is cut off');
    this.position = start + length;
    return start;
  }
}
