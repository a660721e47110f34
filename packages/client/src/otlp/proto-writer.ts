const FIRST_SIZE = 1024;
/** Bytes kept for the length of a message that is being written, a varint of 28 bits; what of it is not needed is closed up. */
const LENGTH_BYTES = 4;
const SHORT = 64;

/** Writes protobuf bytes. Messages may be of up to 2^28 bytes. */
export class ProtoWriter {
  private buffer: Buffer<ArrayBuffer> = Buffer.allocUnsafe(FIRST_SIZE);
  private position = 0;

  /** What was written so far, sharing memory. */
  finish(): Buffer<ArrayBuffer> {
    return this.buffer.subarray(0, this.position);
  }

  /** Starts a message. @returns what {@link close} takes */
  open(field: number): number {
    this.rawVarint(lengthTag(field));
    this.reserve(LENGTH_BYTES);
    this.position += LENGTH_BYTES;
    return this.position;
  }

  close(start: number): void {
    const length = this.position - start;
    this.position = start - LENGTH_BYTES;
    this.rawVarint(length);
    this.buffer.copyWithin(this.position, start, start + length);
    this.position += length;
  }

  text(field: number, value: string): void {
    if (value.length > SHORT || !this.shortText(field, value)) this.bytes(field, Buffer.from(value));
  }

  /** Bytes written in hexadecimal. */
  hex(field: number, value: string): void {
    const length = value.length >> 1;
    this.rawVarint(lengthTag(field));
    this.rawVarint(length);
    this.reserve(length);
    this.buffer.write(value, this.position, 'hex');
    this.position += length;
  }

  bytes(field: number, value: Uint8Array): void {
    this.rawVarint(lengthTag(field));
    this.rawVarint(value.length);
    this.reserve(value.length);
    this.buffer.set(value, this.position);
    this.position += value.length;
  }

  /** Fields that were written elsewhere. */
  raw(fields: Uint8Array): void {
    this.reserve(fields.length);
    this.buffer.set(fields, this.position);
    this.position += fields.length;
  }

  /** A whole number within ±2^53; a negative one in two's complement. */
  varint(field: number, value: number): void {
    if (value < 0) {
      this.varint64(field, BigInt(value));
      return;
    }
    this.rawVarint(varintTag(field));
    this.rawVarint(value);
  }

  /** A whole number of 64 bits, signed or not. */
  varint64(field: number, value: bigint): void {
    this.rawVarint(varintTag(field));
    this.reserve(10);
    let rest = BigInt.asUintN(64, value);
    while (rest >= 0x80n) {
      this.buffer[this.position++] = Number(rest & 0x7fn) | 0x80;
      rest >>= 7n;
    }
    this.buffer[this.position++] = Number(rest);
  }

  /** A whole number of 32 bits, zigzag-folded. */
  sint32(field: number, value: number): void {
    this.rawVarint(varintTag(field));
    this.rawVarint(((value << 1) ^ (value >> 31)) >>> 0);
  }

  double(field: number, value: number): void {
    this.rawVarint(fixed64Tag(field));
    this.reserve(8);
    this.position = this.buffer.writeDoubleLE(value, this.position);
  }

  /** A whole number of 64 bits, signed or not. */
  fixed64(field: number, value: bigint): void {
    this.rawVarint(fixed64Tag(field));
    this.reserve(8);
    this.position = this.buffer.writeBigUInt64LE(BigInt.asUintN(64, value), this.position);
  }

  /** Short texts are mostly ASCII: written in place they cost a third. False, and nothing is written, if this one is not. */
  private shortText(field: number, value: string): boolean {
    const before = this.position;
    this.rawVarint(lengthTag(field));
    this.rawVarint(value.length);
    this.reserve(value.length);
    for (let index = 0; index < value.length; index++) {
      const code = value.charCodeAt(index);
      if (code > 0x7f) {
        this.position = before;
        return false;
      }
      this.buffer[this.position++] = code;
    }
    return true;
  }

  private rawVarint(value: number): void {
    this.reserve(10);
    let rest = value;
    while (rest >= 0x80) {
      this.buffer[this.position++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    this.buffer[this.position++] = rest;
  }

  private reserve(length: number): void {
    if (this.position + length <= this.buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.position + length));
    this.buffer.copy(grown, 0, 0, this.position);
    this.buffer = grown;
  }
}

/** Tags of fields, by their wire types: varint, 64 bits, bytes of a length. */
const varintTag = (field: number): number => field << 3;
const fixed64Tag = (field: number): number => (field << 3) | 1;
const lengthTag = (field: number): number => (field << 3) | 2;
