/** Thrown when stored bytes are not what the codec writes: truncated, foreign, or of a newer version. */
export class CorruptColumns extends Error {}

/** Beyond, not every integer is a double. */
const INTEGER_LIMIT = 2 ** 53;

/** Reads what {@link ByteWriter} wrote. Reading past the end throws {@link CorruptColumns}. */
export class ByteReader {
  position = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** One byte, 0–255. */
  byte(): number {
    const value = this.bytes[this.position++];
    if (value === undefined) throw new CorruptColumns('sample columns end too early');
    return value;
  }

  /** A LEB128 integer up to 2^53. */
  unsigned(): number {
    const { bytes } = this;
    const first = bytes[this.position++]!;
    if (first < 128) return first;
    const second = bytes[this.position++]!;
    if (second < 128) return (second << 7) | (first & 127);
    return this.unsignedTail((first & 127) | ((second & 127) << 7));
  }

  /** A zigzag varint within ±2^52. */
  signed(): number {
    const folded = this.unsigned();
    if (folded < 0x80000000) return (folded >>> 1) ^ -(folded & 1);
    return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
  }

  /** Fills `target` from position `start` with zigzag varints; as {@link signed}, several times faster. */
  signedColumn(target: Float64Array, start: number): void {
    const { bytes } = this;
    let position = this.position;
    for (let i = start; i < target.length; i++) {
      let folded = bytes[position++]!;
      if (folded >= 128) {
        const second = bytes[position++]!;
        if (second < 128) folded = (folded & 127) | (second << 7);
        else {
          this.position = position - 2;
          target[i] = this.signed();
          position = this.position;
          continue;
        }
      }
      target[i] = (folded >>> 1) ^ -(folded & 1);
    }
    if (position > bytes.length) throw new CorruptColumns('sample columns end too early');
    this.position = position;
  }

  /** 32 bits, little-endian, as an unsigned number. */
  word(): number {
    return (this.byte() | (this.byte() << 8) | (this.byte() << 16) | (this.byte() << 24)) >>> 0;
  }

  /** The next `length` bytes, sharing memory. */
  block(length: number): Uint8Array {
    const end = this.position + length;
    if (end > this.bytes.length) throw new CorruptColumns('sample columns end too early');
    const block = this.bytes.subarray(this.position, end);
    this.position = end;
    return block;
  }

  /** To be called after the last read: every byte must have been used, and not one more. */
  end(): void {
    if (this.position !== this.bytes.length) throw new CorruptColumns('sample columns have a wrong length');
  }

  private unsignedTail(low: number): number {
    let value = low;
    let scale = 1 << 14;
    for (let i = 0; i < 6; i++) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128 && value <= INTEGER_LIMIT) return value;
      if (byte < 128) break;
      scale *= 128;
    }
    throw new CorruptColumns('sample columns hold an integer that is too long');
  }
}
